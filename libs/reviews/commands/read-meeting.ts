import { fault } from '#platform/http/fault.js';
import type { Fault } from '#platform/http/fault.js';
import { inspected } from '#platform/http/validated.js';
import { RecordMeeting } from './record-meeting.js';

/** A meeting as far as it can be read. */
export interface MeetingRead {
  readonly meeting: RecordMeeting;
  /** What is wrong with its form, with the place in the request. */
  readonly faults: readonly Fault[];
  /** Whether the part at a place is as its class says, with what it takes from the whole. */
  readonly isReadable: (at: string) => boolean;
  /** The same faults, each at the place that says what is wrong with: told once where many parts take it from there. */
  readonly atSource: (faults: readonly Fault[]) => readonly Fault[];
}

/** What the whole says for every part that does not say its own. */
const OF_ALL = ['occurredOn', 'basis', 'lateReason'] as const;
const REVIEW_PARTS = ['roster', 'summary', 'requirements', 'adjournment'] as const;
const REPORT_PARTS = ['mode', 'delivery', 'questions', 'comments', 'tallies'] as const;

type Fields = Readonly<Record<string, unknown>>;
type Change = (part: unknown, at: string) => unknown;

/**
 * Puts into each part what the whole says of it, and reads all of it. A part of wrong form does not keep the others from
 * being read.
 */
export function readMeeting(year: number, body: Fields): MeetingRead {
  const sources = new Map<string, string>();
  const misplaced: Fault[] = [];
  const ofAll = pick(body, OF_ALL);

  /** `place`: what the address of a part says, and where that stands in the request. */
  const partWith =
    (place: ReadonlyMap<string, { readonly value: unknown; readonly source: string }>): Change =>
    (given, at) => {
      if (!isObject(given)) return given;
      for (const [name, { source }] of place)
        if (Object.hasOwn(given, name)) misplaced.push(fault('field-from-path', {}, `${at}.${name}`));
        else sources.set(`${at}.${name}`, source);
      for (const name of OF_ALL) if (!Object.hasOwn(given, name)) sources.set(`${at}.${name}`, name);
      return { ...ofAll, ...given, ...Object.fromEntries([...place].map(([name, { value }]) => [name, value])) };
    };
  const ofReview = new Map([['year', { value: year, source: 'year' }]]);
  const report: Change = (given, at) => {
    if (!isObject(given)) return given;
    const branch = { value: given['branch'], source: `${at}.branch` };
    return mapped(given, at, REPORT_PARTS, partWith(new Map([...ofReview, ['branch', branch]])));
  };

  const { year: inBody, ...fields } = body;
  if (inBody !== undefined) misplaced.push(fault('field-from-path', {}, 'year'));
  const { instance, faults } = inspected(RecordMeeting, {
    ...mapped(fields, '', REVIEW_PARTS, partWith(ofReview)),
    ...mapped(pick(fields, ['reports']), '', ['reports'], report),
  });
  const all = [...misplaced, ...faults];
  const places = all.map(({ at = '' }) => at);
  return {
    meeting: instance,
    faults: atSource(all, sources),
    isReadable: (at) => !places.some((place) => isWithin(place, at) || isWithin(at, place)),
    atSource: (found) => atSource(found, sources),
  };
}

/** Whether a place is another one or lies below it. */
const isWithin = (place: string, other: string): boolean =>
  place === other || place.startsWith(`${other}.`) || place.startsWith(`${other}[`);

function atSource(faults: readonly Fault[], sources: ReadonlyMap<string, string>): readonly Fault[] {
  const told = new Map<string, Fault>();
  for (const found of faults) {
    const at = sourceOf(found.at ?? '', sources);
    told.set(JSON.stringify([at, found.code, found.params]), { ...found, at });
  }
  return [...told.values()];
}

function sourceOf(at: string, sources: ReadonlyMap<string, string>): string {
  const end = /[.[][^.[]*$/;
  for (let head = at; head !== ''; head = end.test(head) ? head.replace(end, '') : '') {
    const source = sources.get(head);
    if (source !== undefined) return source + at.slice(head.length);
  }
  return at;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name]]] : [])));

const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

const eachOf = (value: unknown, at: string, change: Change): unknown =>
  Array.isArray(value) ? value.map((part, n) => change(part, `${at}[${String(n)}]`)) : change(value, at);

const mapped = (fields: Fields, at: string, names: readonly string[], change: Change): Fields => ({
  ...fields,
  ...Object.fromEntries(
    names.flatMap((name) =>
      Object.hasOwn(fields, name) ? [[name, eachOf(fields[name], below(at, name), change)]] : [],
    ),
  ),
});
