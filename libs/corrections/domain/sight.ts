import { readingGrants } from '#access/inheritance.js';
import type { Inheritance } from '#access/inheritance.js';
import type { Role } from '#access/roles.js';
import { OVERSEEING_ROLES } from '#access/roles.js';
import { seesGradeBeforeFeedback, tallyDetail } from '#access/visible-branches.js';
import type { Grant } from '#access/roles.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { concernedUnits } from './concerned-units.js';
import type { EntryStream } from './entry-stream.js';

export interface Viewer {
  readonly person: string;
  readonly grants: readonly Grant[];
  readonly inheritances?: readonly Inheritance[];
}

const OVERSEEING: ReadonlySet<Role> = new Set(OVERSEEING_ROLES);

const isConcerned = (viewer: Viewer, entries: EntryStream, entry: RecordedEvent): boolean => {
  const { person, grants } = viewer;
  if (grants.some(({ role }) => OVERSEEING.has(role))) return true;
  if ([entry.metadata.actor, entry.metadata.recordedBy].includes(person)) return true;
  const units = concernedUnits(entries, entry);
  return readingGrants(viewer).some(({ unit }) => unit !== undefined && units.includes(unit));
};

/** Whether somebody may read an entry: as in the history of the unit, no votes, and a grade only once it is fed back. */
export const seesEntry = (viewer: Viewer, entries: EntryStream, entry: RecordedEvent): boolean => {
  if (!isConcerned(viewer, entries, entry)) return false;
  const { kind } = concernedBy(entry);
  if (kind === 'appraisal')
    return concernedUnits(entries, entry).every((unit) => tallyDetail(viewer, unit) !== 'nothing');
  if (kind !== 'grade') return true;
  return seesGradeBeforeFeedback(viewer) || entries.some(({ type }) => type === 'GradeFedBack');
};
