import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { faultsOf } from './faults-of.js';
import { fault } from './fault.js';
import type { Fault } from './fault.js';
import type { FieldTraits } from './field.js';
import { invalidRequest } from './request-problem.js';

type Plain = Readonly<Record<string, unknown>>;

/** Deeper nesting than any request needs; a chain of brackets must not exhaust the stack. */
const MAX_DEPTH = 12;

/**
 * An instance of a request's class, normalised and valid.
 * @throws RequestProblem `request-invalid` with every fault and its path.
 */
export function validated<T extends object>(type: new () => T, plain: Plain): T {
  const { instance, faults } = inspected(type, plain);
  if (faults.length > 0) throw invalidRequest(faults);
  return instance;
}

/**
 * An instance of a request's class, normalised, and everything that is wrong with it. What no fault is said of is as its
 * class says; of the rest nothing is promised.
 * @throws RequestProblem `request-invalid` when it is nested too deep.
 */
export function inspected<T extends object>(
  type: new () => T,
  plain: Plain,
): { readonly instance: T; readonly faults: readonly Fault[] } {
  if (isDeeperThan(MAX_DEPTH, plain)) throw invalidRequest([fault('too-deep', { max: MAX_DEPTH })]);
  const instance = plainToInstance(type, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  return { instance, faults: faultsOf(errors) };
}

/** @throws RequestProblem when a body is a list, a text, a number or `null`. */
export function asObject(value: unknown): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidRequest([fault('not-object')]);
  return { ...value };
}

/** Values of a path or a query, where all is text: numbers, flags and lists as their fields mean them. */
export function fromTexts(traits: ReadonlyMap<string, FieldTraits>, values: Plain): Plain {
  const faults = Object.entries(values)
    .filter(([name, value]) => Array.isArray(value) && traits.get(name)?.list !== true)
    .map(([name]) => fault('given-twice', {}, name));
  if (faults.length > 0) throw invalidRequest(faults);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fromText(traits.get(name), value)]));
}

function fromText(traits: FieldTraits | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (traits?.list === true) return value.split(',');
  return traits?.fromText?.(value) ?? value;
}

function isDeeperThan(limit: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
