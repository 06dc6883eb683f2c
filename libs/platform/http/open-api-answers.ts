import type { OpenAPIObject } from '@nestjs/swagger';

/** What a route answers when all goes well, by media type. */
export interface DescribedAnswer {
  readonly status: number;
  /** JSON Schemas. */
  readonly content: Readonly<Record<string, object>>;
}

/** Answers of the routes that record nothing, by operation id; their schemas refer to `components/schemas`. */
export interface Answers {
  readonly operations: Readonly<Record<string, DescribedAnswer>>;
  readonly schemas: Readonly<Record<string, object>>;
  /** JSON answers, shortened, by operation id. */
  readonly examples: Readonly<Record<string, unknown>>;
}

export const NO_ANSWERS: Answers = { operations: {}, schemas: {}, examples: {} };

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Response = Exclude<NonNullable<Operation['responses']['default']>, { $ref: string }>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const JSON_TYPE = 'application/json';

const operationsOf = ({ paths }: OpenAPIObject): Operation[] =>
  Object.values(paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));

const isReference = (response: object): response is { $ref: string } => '$ref' in response;

const described = (answer: DescribedAnswer, before: Response | undefined, example: unknown): Response => {
  const content =
    before?.content ?? Object.fromEntries(Object.entries(answer.content).map(([type, schema]) => [type, { schema }]));
  const json = content[JSON_TYPE];
  return {
    ...before,
    description: before?.description || 'OK',
    content: json === undefined || example === undefined ? content : { ...content, [JSON_TYPE]: { ...json, example } },
  };
};

/**
 * Adds the answers to the routes that do not declare theirs, and the examples to all.
 *
 * @throws Error when there is no such route, or a schema of that name already.
 */
export function addAnswers(document: OpenAPIObject, { operations, schemas, examples }: Answers): void {
  const known = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
  for (const [id, answer] of Object.entries(operations)) {
    const responses = known.get(id)?.responses;
    if (responses === undefined) throw new Error(`there is no route ${id}`);
    const before = responses[String(answer.status)];
    if (before !== undefined && isReference(before)) continue;
    responses[String(answer.status)] = described(answer, before, examples[id]);
  }
  document.components ??= {};
  const all = (document.components.schemas ??= {});
  for (const [name, schema] of Object.entries(schemas)) {
    if (name in all) throw new Error(`two schemas are called ${name}`);
    all[name] = schema;
  }
}

const sharedName = (status: string, { description, content = {} }: Response): string | undefined => {
  if ('application/problem+json' in content) return `Problem${status}`;
  return description === 'Recorded' ? description : undefined;
};

/** Says once, in `components/responses`, what many routes answer alike: the errors, and what was recorded. */
export function shareResponses(document: OpenAPIObject): void {
  const shared: Record<string, Response> = {};
  for (const { responses } of operationsOf(document))
    for (const [status, response] of Object.entries(responses)) {
      if (response === undefined || isReference(response)) continue;
      const name = sharedName(status, response);
      if (name === undefined) continue;
      shared[name] ??= response;
      if (JSON.stringify(shared[name]) === JSON.stringify(response))
        responses[status] = { $ref: `#/components/responses/${name}` };
    }
  document.components = { ...document.components, responses: shared };
}
