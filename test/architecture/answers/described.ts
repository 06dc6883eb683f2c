import type { OpenAPIObject } from '@nestjs/swagger';

const REFERENCE = /"\$ref":"([^"]+)"/g;

/** References of a document that lead nowhere. */
export const brokenReferences = (document: object): string[] => {
  const references = JSON.stringify(document).matchAll(REFERENCE);
  return [...new Set([...references].map(([, reference = '']) => reference))].filter(
    (reference) =>
      reference
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>(
          (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
          document,
        ) === undefined,
  );
};

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema?: object; readonly example?: unknown }>> }
    >
  >;
}

/** It has no one answer, it goes on. */
const STREAM = 'Changes.stream';

/** A file to be saved is no JSON. */
const isFile = (content: object | undefined): boolean =>
  content !== undefined &&
  JSON.stringify(Object.values(content)) === '[{"schema":{"type":"string","format":"binary"}}]';

/** Reads whose answer has no schema or no example. */
export const undescribedReads = ({ paths }: Pick<OpenAPIObject, 'paths'>): string[] =>
  Object.entries(paths)
    .flatMap(([path, { get, post }]) => [get, path.endsWith('/replays') ? post : undefined])
    .flatMap((operation) => (operation === undefined ? [] : [operation as Operation]))
    .filter(({ operationId, responses }) => {
      const content = responses['200']?.content;
      if (isFile(content)) return false;
      const json = content?.['application/json'];
      return operationId !== STREAM && (json?.schema === undefined || json.example === undefined);
    })
    .map(({ operationId }) => operationId);
