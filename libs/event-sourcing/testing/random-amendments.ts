import fc from 'fast-check';
import type { Amendments, CorrectedValue } from '../amendments/amendment.js';
import { valueAt, withValueAt } from '../amendments/json-pointer.js';
import { textsOfField } from '../amendments/texts-of-field.js';
import { freeText, REMOVED_TEXT, type RecordedEvent, type StoredEvent } from '../event.js';
import { EventSchemas } from '../schemas.js';
import { MemoryLog } from './memory-log.js';

/** Where a free text or number stands in the data of an event. */
export type FieldsOf = (event: RecordedEvent) => readonly string[];

export interface AmendedLog {
  /** With its amendments, each somewhere after its entry. */
  readonly log: MemoryLog;
  /** The same entries as if they had been right from the start; what was voided is not among them. */
  readonly right: readonly RecordedEvent[];
}

type Change =
  | {
      readonly kind: 'correct' | 'remove' | 'level';
      readonly at: number;
      readonly later: number;
      readonly pick: number;
    }
  | { readonly kind: 'void'; readonly at: number; readonly later: number };

const changes = (length: number): fc.Arbitrary<readonly Change[]> => {
  const at = fc.nat({ max: length - 1 });
  const later = fc.nat({ max: length });
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), at, later, pick: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at, later, pick: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), at, later }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('level' as const), at, later, pick: fc.nat() }) },
    ),
    { maxLength: 12 },
  );
};

const corrected = (before: unknown, n: number): CorrectedValue =>
  typeof before === 'number' ? before + n + 1 : freeText(`更正${String(n)}`);

const schemas = new EventSchemas();

/** Corrects, voids, removes and sets levels at random, each amendment in the stream of its entry and after it. */
export const amendedLogs = (
  events: readonly RecordedEvent[],
  fieldsOf: FieldsOf,
  mayVoid: (event: RecordedEvent) => boolean,
  /** What the context adds to the data of an amendment. */
  more: object = {},
  /** Those that there are. */
  levels: readonly string[] = ['usual', 'narrow'],
): fc.Arbitrary<AmendedLog> =>
  changes(events.length).map((chosen) => {
    const log = new MemoryLog();
    const stored: StoredEvent[] = [];
    const right: (RecordedEvent | undefined)[] = [...events];
    const made = chosen.map((change, n) => ({ change, n, after: Math.max(change.at, change.later) }));
    const amend = ({ change, n }: (typeof made)[number]): void => {
      const [entry, known] = [stored[change.at], right[change.at]];
      if (entry === undefined || known === undefined) return;
      const named = { revision: entry.revision, eventId: entry.id, type: entry.type, schemaVersion: 1 };
      const { metadata } = known;
      if (change.kind === 'void') {
        if (!mayVoid(known)) return;
        right[change.at] = undefined;
        const data = { entries: [named], ...more } satisfies Amendments['EntryVoided'];
        log.append(entry.stream, { type: 'EntryVoided', data }, metadata);
        return;
      }
      if (change.kind === 'level') {
        const level = levels[change.pick % levels.length] ?? '';
        right[change.at] = { ...known, metadata: { ...metadata, level } };
        const data = { entry: named, level, ...more } satisfies Amendments['EntryLevelSet'];
        log.append(entry.stream, { type: 'EntryLevelSet', data }, metadata);
        return;
      }
      const fields = fieldsOf(known);
      const field = fields[change.pick % Math.max(1, fields.length)];
      if (field === undefined) return;
      if (change.kind === 'remove') {
        const texts = textsOfField(schemas, log.stream(entry.stream), entry.revision, field);
        if (texts.length === 0) return;
        right[change.at] = { ...known, data: withValueAt(known.data, field, freeText(REMOVED_TEXT)) };
        const data = { entry: named, field, texts, ...more } satisfies Amendments['TextRemoved'];
        log.append(entry.stream, { type: 'TextRemoved', data }, metadata);
        return;
      }
      const value = corrected(valueAt(known.data, field), n);
      right[change.at] = { ...known, data: withValueAt(known.data, field, value) };
      const data = { entry: named, field, value, ...more } satisfies Amendments['EntryCorrected'];
      log.append(entry.stream, { type: 'EntryCorrected', data }, metadata);
    };
    events.forEach((event, index) => {
      stored.push(log.append(event.stream, event, event.metadata));
      for (const each of made) if (each.after === index) amend(each);
    });
    for (const each of made) if (each.after >= events.length) amend(each);
    // Where they stand in their stream plays no part but in rows that count it.
    const places = new Map(stored.map(({ revision }, index) => [index, revision]));
    return {
      log,
      right: right.flatMap((event, index) =>
        event === undefined ? [] : { ...event, revision: places.get(index) ?? event.revision },
      ),
    };
  });

/** Every free text of an event, by its place. */
export const freeTextFields: FieldsOf = ({ data }) => {
  const places = (value: unknown, pointer: string): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('text' in value && typeof value.text === 'string' && Object.keys(value).length === 1) return [pointer];
    return Object.entries(value).flatMap(([name, part]) => places(part, `${pointer}/${name}`));
  };
  return places(data, '');
};
