import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { isUUID, ValidateNested } from 'class-validator';
import { itemId, parseItem } from '#text/item-number.js';
import { isLocalDate } from '#time/local-date.js';
import { fault } from './fault.js';
import type { Fault } from './fault.js';
import { field, marked } from './field.js';
import { listFaults, normalised, normalisedList, textFault } from './text-fields.js';

/**
 * One decorator per field: validation, normalisation and OpenAPI schema together, so that the class of a request is
 * also its documentation. A field is required unless it says `optional: true`; `null` is never taken for absent.
 */
interface Optional {
  readonly optional?: boolean;
}

interface TextOptions extends Optional {
  readonly min?: number;
  readonly max: number;
  readonly example: string;
  /** Takes identity-card and mobile numbers; only for what is kept outside the log and can be erased. */
  readonly personal?: boolean;
}

/** Free text, lines and paragraphs kept. Lengths count characters. */
export const Words = ({ min = 1, max, example, optional, personal }: TextOptions): PropertyDecorator =>
  field({
    normalise: normalised,
    check: (value) => textFault(value, { min, max, personal }),
    optional,
    schema: { type: 'string', minLength: min, maxLength: max, example },
  });

const trimmed = (value: unknown): unknown => {
  const text = normalised(value);
  return typeof text === 'string' ? text.trim() : text;
};

interface LineOptions extends Partial<TextOptions> {
  readonly example: string;
  readonly pattern?: RegExp;
}

/** One line: a name, a title, the number of a document. */
export const Line = ({ min, max = 200, example, optional, pattern, personal }: LineOptions): PropertyDecorator =>
  field({
    normalise: trimmed,
    check: (value) =>
      textFault(value, { min, max, personal }) ??
      (/[\n\t]/.test(String(value)) ? fault('text-line-break') : undefined) ??
      (pattern?.test(String(value)) === false ? fault('text-pattern', { pattern: pattern.source }) : undefined),
    optional,
    schema: {
      type: 'string',
      minLength: min ?? 1,
      maxLength: max,
      example,
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    },
  });

const CODE = /^[A-Za-z0-9]{1,16}$/;
const isCode = (value: unknown): boolean => typeof value === 'string' && CODE.test(value);

/** Code of a branch or another unit. */
export const Code = ({ example = '03', optional }: Optional & { readonly example?: string } = {}): PropertyDecorator =>
  field({
    check: (value) => (isCode(value) ? undefined : fault('not-code')),
    optional,
    schema: { type: 'string', pattern: CODE.source, example },
  });

/** A calendar day, `YYYY-MM-DD`. */
export const Day = ({
  example = '2024-01-18',
  optional,
}: Optional & { readonly example?: string } = {}): PropertyDecorator =>
  field({
    check: (value) => (isLocalDate(value) ? undefined : fault('not-day')),
    optional,
    schema: { type: 'string', format: 'date', example },
  });

const ID_EXAMPLE = '5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10';
const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Random id of a person or an account. */
export const Id = ({
  example = ID_EXAMPLE,
  optional,
}: Optional & { readonly example?: string } = {}): PropertyDecorator =>
  field({
    normalise: lowerCase,
    check: (value) => (isUUID(value) ? undefined : fault('not-id')),
    optional,
    schema: { type: 'string', format: 'uuid', example },
  });

/** Id or number of a problem, goal or requirement; the field holds the id. */
export const ItemKey = ({
  example = '2023-述职-03-02',
  optional,
}: Optional & { readonly example?: string } = {}): PropertyDecorator =>
  field({
    normalise: (value) => {
      const item = typeof value === 'string' ? parseItem(value.normalize('NFC')) : undefined;
      return item === undefined ? value : itemId(item);
    },
    check: (value) =>
      typeof value === 'string' && parseItem(value) !== undefined ? undefined : fault('not-item-number'),
    optional,
    schema: { type: 'string', maxLength: 40, example },
  });

interface WholeOptions extends Optional {
  readonly min: number;
  readonly max: number;
  readonly example: number;
}

const wholeFault = (value: unknown, min: number, max: number): Fault | undefined => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return fault('not-whole-number');
  return value < min || value > max ? fault('number-out-of-range', { min, max }) : undefined;
};

/** An integer; `min` and `max` included. */
export const Whole = ({ min, max, example, optional }: WholeOptions): PropertyDecorator =>
  field({
    check: (value) => wholeFault(value, min, max),
    optional,
    schema: { type: 'integer', minimum: min, maximum: max, example },
    traits: { fromText: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text) },
  });

/** Integers; `min` and `max` of each included. */
export const Wholes = ({
  min,
  max,
  maxItems,
  example,
  optional,
}: Omit<WholeOptions, 'example'> & {
  readonly maxItems: number;
  readonly example: readonly number[];
}): PropertyDecorator =>
  field({
    check: (value) => listFaults(value, { max: maxItems }, (item) => wholeFault(item, min, max)),
    optional,
    schema: { type: 'array', items: { type: 'integer', minimum: min, maximum: max }, maxItems, example: [...example] },
    traits: { list: true },
  });

export const Flag = ({ example, optional }: Optional & { readonly example: boolean }): PropertyDecorator =>
  field({
    check: (value) => (typeof value === 'boolean' ? undefined : fault('not-flag')),
    optional,
    schema: { type: 'boolean', example },
    traits: { fromText: (text) => (text === 'true' ? true : text === 'false' ? false : text) },
  });

interface OneOfOptions extends Optional {
  readonly example: string;
  /** A list of them, at most one of each. */
  readonly each?: boolean;
}

export const OneOf = (
  values: readonly string[],
  { example, optional, each = false }: OneOfOptions,
): PropertyDecorator => {
  const member = (value: unknown) =>
    typeof value === 'string' && values.includes(value)
      ? undefined
      : fault('not-one-of', { values: values.join(', ') });
  return field({
    check: (value) => (each ? listFaults(value, { max: values.length }, member) : member(value)),
    optional,
    schema: each
      ? { type: 'array', items: { type: 'string', enum: [...values] }, example: [example] }
      : { type: 'string', enum: [...values], example },
    traits: { list: each },
  });
};

/** Documented as `type: () => part()`, since @nestjs/swagger resolves a class late only for a function called `type`. */
type PartClass = () => new () => object;

/** An object of its own class. */
export const Part = (part: PartClass, { optional }: Optional = {}): PropertyDecorator =>
  applyDecorators(
    field({
      check: (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : fault('not-object'),
      optional,
      schema: { type: () => part() },
    }),
    Type(part),
    ValidateNested(),
  );

interface ListOptions extends Optional {
  readonly min?: number;
  readonly max: number;
}

/** A list of objects of one class. `min` 0 unless said. */
export const Parts = (part: PartClass, { min = 0, max, optional }: ListOptions): PropertyDecorator =>
  applyDecorators(
    field({
      check: (value) => listFaults(value, { min, max }, () => undefined),
      optional,
      schema: { type: () => part(), isArray: true, minItems: min, maxItems: max },
      traits: { list: true },
    }),
    Type(part),
    ValidateNested({ each: true }),
  );

interface WordsListOptions extends Optional {
  /** Characters of each. */
  readonly max: number;
  readonly maxItems: number;
  readonly minItems?: number;
  readonly example: readonly string[];
}

/** Free texts. */
export const WordsList = ({ max, maxItems, minItems = 0, example, optional }: WordsListOptions): PropertyDecorator =>
  field({
    normalise: normalisedList,
    check: (value) => listFaults(value, { min: minItems, max: maxItems }, (item) => textFault(item, { max })),
    optional,
    schema: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: max },
      minItems,
      maxItems,
      example: [...example],
    },
    traits: { list: true },
  });

interface ItemsOptions extends Optional {
  readonly maxItems: number;
  readonly minItems?: number;
  readonly example?: readonly string[];
}

export const Codes = ({ maxItems, minItems = 0, example = ['03', '05'], optional }: ItemsOptions): PropertyDecorator =>
  field({
    check: (value) =>
      listFaults(value, { min: minItems, max: maxItems }, (item) => (isCode(item) ? undefined : fault('not-code'))),
    optional,
    schema: {
      type: 'array',
      items: { type: 'string', pattern: CODE.source },
      minItems,
      maxItems,
      example: [...example],
    },
    traits: { list: true },
  });

export const Ids = ({ maxItems, minItems = 0, example = [ID_EXAMPLE], optional }: ItemsOptions): PropertyDecorator =>
  field({
    normalise: (value) => (Array.isArray(value) ? value.map(lowerCase) : value),
    check: (value) =>
      listFaults(value, { min: minItems, max: maxItems }, (item) => (isUUID(item) ? undefined : fault('not-id'))),
    optional,
    schema: {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      minItems,
      maxItems,
      example: [...example],
    },
    traits: { list: true },
  });

/** The field of a command that stands in the path; it is refused in the body and absent from the body's schema. */
export const FromPath = (): PropertyDecorator => marked({ fromPath: true });
