import { DECORATORS } from '@nestjs/swagger';
import type { ApiParamOptions } from '@nestjs/swagger';

type SchemaObject = Extract<ApiParamOptions, { schema: unknown }>['schema'];

const documented = (prototype: object): readonly string[] => {
  const names: unknown = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES_ARRAY, prototype);
  return Array.isArray(names) ? names.map(String) : [];
};

/** Names of the fields that stand in the body's schema. */
export const bodyFields = (prototype: object): readonly string[] => documented(prototype).map((name) => name.slice(1));

/** Takes fields out of the body's schema; what is said of them stays for the path's. */
export function hideFromBody(prototype: object, fields: readonly string[]): void {
  const shown = documented(prototype).filter((name) => !fields.includes(name.slice(1)));
  Reflect.defineMetadata(DECORATORS.API_MODEL_PROPERTIES_ARRAY, shown, prototype);
}

/** The OpenAPI schema of one field. */
export function schemaOf(prototype: object, name: string): SchemaObject {
  const known: object = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES, prototype, name) ?? {};
  return Object.fromEntries(Object.entries(known).filter(([key]) => !['required', 'isArray'].includes(key)));
}
