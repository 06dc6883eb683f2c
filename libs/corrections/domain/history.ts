import { correctionsIn } from '#event-sourcing/amendments/amendment.js';
import { valueAt, withValueAt } from '#event-sourcing/amendments/json-pointer.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { EventsOf } from '#event-sourcing/event.js';
import type { CorrectionEvents } from '../events.js';

export type Corrected = RecordedEvent<EventsOf<Pick<CorrectionEvents, 'EntryCorrected'>>>;
export type LevelSet = RecordedEvent<EventsOf<Pick<CorrectionEvents, 'EntryLevelSet'>>>;
export type Voided = RecordedEvent<EventsOf<Pick<CorrectionEvents, 'EntryVoided'>>>;

/** One field of an entry before and after it was corrected. */
export interface CorrectedField {
  readonly correction: Corrected;
  readonly before: string;
  readonly after: string;
}

const wordsAt = (data: object, field: string): string => {
  const value = valueAt(data, field);
  const words = typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  return typeof words === 'string' ? words : JSON.stringify(words ?? null);
};

/** The corrections of an entry in their order; `first` is the entry as it was recorded, but for what was removed. */
export const correctedFields = (first: RecordedEvent, { amendedBy = [] }: RecordedEvent): readonly CorrectedField[] => {
  let { data } = first;
  return amendedBy.flatMap((event) => {
    const [made] = correctionsIn([event]);
    if (made === undefined) return [];
    const before = wordsAt(data, made.field);
    // A field of an older form of the entry may be found no longer.
    if (valueAt(data, made.field) !== undefined) data = withValueAt(data, made.field, made.value);
    // Corrections are written by this context alone.
    const correction = event as Corrected;
    return [{ correction, before, after: wordsAt({ value: made.value }, '/value') }];
  });
};

/** What set the level of an entry since it was recorded, in order. */
export const levelsSet = ({ amendedBy = [] }: RecordedEvent): readonly LevelSet[] =>
  // As above.
  amendedBy.filter(({ type }) => type === 'EntryLevelSet') as LevelSet[];

/** What voided an entry. */
export const voidingOf = ({ amendedBy = [] }: RecordedEvent): Voided | undefined =>
  // As above.
  amendedBy.find(({ type }) => type === 'EntryVoided') as Voided | undefined;
