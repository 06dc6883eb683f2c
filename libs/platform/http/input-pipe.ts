import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { fieldTraits } from './field.js';
import { asObject, fromTexts, validated } from './validated.js';

/** Validates and normalises bodies, queries and paths that are declared as a class; the rest passes. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || !isRequestClass(metatype)) return value;
    if (type === 'body') return validated(metatype, asObject(value ?? {}));
    return validated(metatype, fromTexts(fieldTraits(metatype.prototype), asObject(value)));
  }
}

const BUILT_IN: readonly unknown[] = [String, Number, Boolean, Array, Object, Date];

const isRequestClass = (type: ArgumentMetadata['metatype']): type is new () => object =>
  typeof type === 'function' && !BUILT_IN.includes(type);
