import type { CorrectedValue } from '#event-sourcing/amendments/amendment.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { isInForce } from '#event-sourcing/amendments/amendment.js';
import { valueAt } from '#event-sourcing/amendments/json-pointer.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { countCharacters } from '#text/normalise.js';
import { isLocalDate } from '#time/local-date.js';
import { FIELD_RULES, WORDS, type FieldRule } from './field-rules.js';

/** A field that may be corrected, with what it reads now. */
export interface CorrectableField {
  /** RFC 6901 pointer into the data. */
  readonly field: string;
  readonly rule: FieldRule;
  readonly reads: string;
  /** It is a free text. */
  readonly free: boolean;
}

interface Leaf {
  readonly field: string;
  readonly reads: string;
  readonly free: boolean;
}

const textOf = (value: object): string | undefined =>
  'text' in value && typeof value.text === 'string' && Object.keys(value).length === 1 ? value.text : undefined;

/** All texts and numbers in the data. */
const leavesOf = (value: unknown, field: string): readonly Leaf[] => {
  if (typeof value === 'string' || typeof value === 'number') return [{ field, reads: String(value), free: false }];
  if (typeof value !== 'object' || value === null) return [];
  const words = textOf(value);
  if (words !== undefined) return [{ field, reads: words, free: true }];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, `${field}/${name}`));
};

const ruleOf = (type: string, { field, free }: Leaf): FieldRule | undefined => {
  const rules: Readonly<Record<string, Readonly<Record<string, FieldRule | undefined>> | undefined>> = FIELD_RULES;
  const named = Object.hasOwn(rules, type) ? rules[type]?.[field.replaceAll(/\/\d+(?=\/|$)/g, '/*')] : undefined;
  return named ?? (free ? WORDS : undefined);
};

/** Fields of an entry that may be corrected. */
export const correctableFields = ({ type, data }: RecordedEvent): readonly CorrectableField[] =>
  leavesOf(data, '').flatMap((leaf) => {
    const rule = ruleOf(type, leaf);
    return rule === undefined ? [] : [{ ...leaf, rule }];
  });

const refuse = (code: string, params: Readonly<Record<string, string | number>> = {}): never => {
  throw new DomainError(code, params, 'text', 'invalid');
};

const pointedTo = (
  { to, by }: Extract<FieldRule, { form: 'pointer' }>,
  text: string,
  entries: readonly RecordedEvent[],
): number => {
  const named = (event: RecordedEvent): boolean => event.type === to && String(valueAt(event.data, `/${by}`)) === text;
  return entries.some((event) => isInForce(event) && named(event))
    ? Number(text)
    : refuse('points-to-nothing', { text });
};

/**
 * The new value of a field, within the limits that it had when it was first written.
 *
 * @param text normalised, and free of numbers that name persons.
 */
export const correctedValue = (
  { rule, free }: CorrectableField,
  text: string,
  entries: readonly RecordedEvent[],
): CorrectedValue => {
  if (rule.form === 'pointer') return pointedTo(rule, text, entries);
  if (rule.form === 'day') return isLocalDate(text) ? text : refuse('not-day');
  const length = countCharacters(text);
  if (length > rule.max) return refuse('text-too-long', { max: rule.max, length });
  if (rule.form === 'line' && /[\n\t]/.test(text)) return refuse('text-line-break');
  const written = rule.form === 'line' ? text.trim() : text;
  return free ? freeText(written) : written;
};
