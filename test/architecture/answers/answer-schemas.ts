import type { Schema } from 'ts-json-schema-generator';
import type { Answers, DescribedAnswer } from '#platform/http/open-api-answers.js';
import { methodSchemas } from './schema-maker.js';
import type { MethodSchema } from './schema-maker.js';
import type { Source } from '../sources.js';

const REFERENCE = '#/definitions/';

/** `libs/goals/…` gives `goals`: two contexts may each have a type of the same name. */
const contextOf = (file: string): string => file.split('/')[1] ?? '';

/** `Page<SheetView>` in chronicle is `chronicle.PageOfSheetView`. */
const componentName = (context: string, type: string): string => {
  const name = `${context}.${type.replaceAll('<', 'Of').replaceAll(',', 'And').replaceAll('>', '')}`;
  if (!/^[\w.-]+$/.test(name)) throw new Error(`${type} needs a name of its own`);
  return name;
};

/** The schema with its references going to the components. */
const placed = (schema: object, context: string): object =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(REFERENCE)
      ? `#/components/schemas/${componentName(context, decodeURIComponent(value.slice(REFERENCE.length)))}`
      : value,
  ) as object;

const isText = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'string';

/** A text among other answers is the one that is not JSON. */
const ofMediaType = ({ anyOf, ...schema }: Schema, mediaType: string): Schema => {
  if (anyOf === undefined) return schema;
  const left = anyOf.filter((each) => isText(each) === mediaType.startsWith('text/'));
  const [only] = left;
  return left.length === 1 && typeof only === 'object' ? only : { ...schema, anyOf: left };
};

const describedAnswer = ({ method, file, schema }: MethodSchema): DescribedAnswer => {
  const { $schema: _dialect, definitions: _definitions, ...root } = schema;
  const content = method.mediaTypes.map((type) => [type, placed(ofMediaType(root, type), contextOf(file))] as const);
  return { status: method.status, content: Object.fromEntries(content) };
};

const byName = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * What the controllers answer, by their return types.
 *
 * @throws Error when two types of one context have the same name.
 */
export const answerSchemas = (controllers: readonly Source[]): Omit<Answers, 'examples'> => {
  const made = methodSchemas(controllers);
  const schemas = new Map<string, object>();
  for (const { file, schema } of made)
    for (const [type, definition] of Object.entries(schema.definitions ?? {})) {
      const name = componentName(contextOf(file), type);
      const component = placed(Object(definition) as object, contextOf(file));
      const other = schemas.get(name);
      if (other !== undefined && JSON.stringify(other) !== JSON.stringify(component))
        throw new Error(`two types are called ${name}`);
      schemas.set(name, component);
    }
  return {
    operations: byName(made.map((each) => [each.method.operationId, describedAnswer(each)] as const)),
    schemas: byName([...schemas]),
  };
};
