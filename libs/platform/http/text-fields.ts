import { personalNumberIn } from '#text/identity-numbers.js';
import { countCharacters, normaliseText } from '#text/normalise.js';
import { fault } from './fault.js';
import type { Fault } from './fault.js';

/** Leaves alone what cannot be normalised: the check says why. */
export function normalised(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const result = normaliseText(value);
  return 'text' in result ? result.text : value;
}

export interface TextLimits {
  readonly min?: number | undefined;
  readonly max: number;
  /** Numbers of identity cards and mobile phones may stand here; only where the text can be erased later. */
  readonly personal?: boolean | undefined;
}

export function textFault(value: unknown, { min = 1, max, personal = false }: TextLimits): Fault | undefined {
  if (typeof value !== 'string') return fault('not-text');
  const result = normaliseText(value);
  if ('fault' in result) return fault(result.fault.code, { ...result.fault.params });
  const length = countCharacters(value);
  if (length < min) return fault('text-too-short', { min, length });
  if (length > max) return fault('text-too-long', { max, length });
  const number = personal ? undefined : personalNumberIn(value);
  return number === undefined ? undefined : fault(`text-${number}`);
}

/** Faults of the members of a list, each with its place. */
export function listFaults(
  value: unknown,
  limits: { readonly min?: number | undefined; readonly max: number },
  member: (item: unknown) => Fault | undefined,
): readonly Fault[] {
  if (!Array.isArray(value)) return [fault('not-list')];
  if (value.length < (limits.min ?? 0)) return [fault('list-too-short', { min: limits.min ?? 0 })];
  if (value.length > limits.max) return [fault('list-too-long', { max: limits.max })];
  return value.flatMap((item: unknown, index) => {
    const found = member(item);
    return found === undefined ? [] : [{ ...found, at: `[${String(index)}]${found.at ?? ''}` }];
  });
}

export const normalisedList = (value: unknown): unknown => (Array.isArray(value) ? value.map(normalised) : value);
