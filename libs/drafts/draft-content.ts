import { field } from '#platform/http/field.js';
import { fault } from '#platform/http/fault.js';
import type { Fault } from '#platform/http/fault.js';
import { normalised, textFault } from '#platform/http/text-fields.js';

/** Characters of one text: a whole report. */
const TEXT_AT_MOST = 30_000;
/** Of the whole draft, as JSON in UTF-8. */
const BYTES_AT_MOST = 256 * 1_024;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text not begun yet is no fault in a draft. */
const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

const normalisedDeep = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(normalisedDeep);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, normalisedDeep(part)]));
  return isBlank(value) ? '' : normalised(value);
};

/** Names and numbers as well: whoever looks for a place for a telephone number finds those too. */
const ownFault = (value: unknown): Fault | undefined => {
  if (typeof value === 'number') return textFault(String(value), { max: TEXT_AT_MOST });
  return typeof value !== 'string' || isBlank(value) ? undefined : textFault(value, { max: TEXT_AT_MOST });
};

const faultsIn = (value: unknown, at: string): readonly Fault[] => {
  if (Array.isArray(value)) return value.flatMap((part: unknown, n) => faultsIn(part, `${at}[${String(n)}]`));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, part]) => {
      const place = `${at}.${name}`;
      const named = ownFault(name);
      return named === undefined ? faultsIn(part, place) : [{ ...named, at: `${at}.*` }];
    });
  const found = ownFault(value);
  return found === undefined ? [] : [{ ...found, at }];
};

/** What is being written: whatever its command will take, and not yet whole. */
export const DraftContent = (): PropertyDecorator =>
  field({
    normalise: normalisedDeep,
    check: (value) => {
      if (!isObject(value)) return fault('not-object');
      if (Buffer.byteLength(JSON.stringify(value)) > BYTES_AT_MOST)
        return fault('draft-too-large', { max: BYTES_AT_MOST });
      return faultsIn(value, '');
    },
    schema: { type: 'object', additionalProperties: true, example: { body: '一年来，党支部……', answers: [] } },
  });
