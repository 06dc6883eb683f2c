import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { buildMessage, registerDecorator } from 'class-validator';
import { fault } from './fault.js';
import type { Fault } from './fault.js';

/** How a field is read where all values are text: in paths and queries. */
export interface FieldTraits {
  readonly list?: boolean;
  /** The value that a text stands for; the text itself when it stands for none. */
  readonly fromText?: (text: string) => unknown;
  readonly fromPath?: boolean;
}

export interface FieldOptions {
  /** What is wrong with a value that is present; normalised before. */
  readonly check: (value: unknown) => Fault | readonly Fault[] | undefined;
  /** Never throws; leaves alone what it does not understand, for `check` to refuse. */
  readonly normalise?: (value: unknown) => unknown;
  readonly optional?: boolean | undefined;
  readonly schema: ApiPropertyOptions;
  readonly traits?: FieldTraits;
}

const TRAITS = Symbol('field traits');

/** Validation, normalisation and documentation of one field, in one decorator. */
export function field({ check, normalise, optional = false, schema, traits = {} }: FieldOptions): PropertyDecorator {
  const judge = (value: unknown): readonly Fault[] => {
    if (value === undefined) return optional ? [] : [fault('field-required')];
    const found = check(value);
    return found === undefined ? [] : [found].flat();
  };
  const decorators: PropertyDecorator[] = [
    checked(judge),
    ApiProperty({ required: !optional }),
    ApiProperty(schema),
    marked(traits),
  ];
  if (normalise !== undefined) decorators.push(Transform(({ value }) => normalise(value), { toClassOnly: true }));
  return applyDecorators(...decorators);
}

/** One constraint whose message carries its faults, so that codes and parameters survive class-validator. */
function checked(judge: (value: unknown) => readonly Fault[]): PropertyDecorator {
  return (target, key) => {
    registerDecorator({
      name: CONSTRAINT,
      target: target.constructor,
      propertyName: String(key),
      validator: {
        validate: (value: unknown) => judge(value).length === 0,
        defaultMessage: buildMessage((_each, args) => JSON.stringify(judge(args?.value))),
      },
    });
  };
}

/** Name of the constraint whose message is a JSON array of faults. */
export const CONSTRAINT = 'field';

/** Adds to what is known of a field; the order of decorators does not matter. */
export const marked =
  (traits: FieldTraits): PropertyDecorator =>
  (target, key) => {
    const known = fieldTraits(target);
    Reflect.defineMetadata(TRAITS, new Map(known).set(String(key), { ...known.get(String(key)), ...traits }), target);
  };

/** The fields of a class by name, inherited ones included. `prototype`: of the class. */
export function fieldTraits(prototype: object): ReadonlyMap<string, FieldTraits> {
  const known: unknown = Reflect.getMetadata(TRAITS, prototype);
  return known instanceof Map ? known : new Map<string, FieldTraits>();
}

/** Names of the fields of a class that come from the path of the request. */
export const pathFields = (prototype: object): readonly string[] =>
  [...fieldTraits(prototype)].filter(([, traits]) => traits.fromPath === true).map(([name]) => name);
