import { readingGrants } from '#access/inheritance.js';
import type { Inheritance } from '#access/inheritance.js';
import { isLimited, levelOf, limitedHolder, USUAL_LEVEL, type Level } from '#access/levels.js';
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

/** Whether it is 限班子: itself, with its problem, or with the question or instruction of its stream that it goes on with. */
const isHidden = (entries: EntryStream, entry: RecordedEvent, ofProblem: Level): boolean => {
  const { partOf } = concernedBy(entry);
  const before = entries.filter((each) => concernedBy(each).tells.some((key) => partOf.includes(key)));
  return [ofProblem, ...[entry, ...before].map(levelOf)].some((level) => isLimited({ level }));
};

/** Whether somebody reads what is 限班子 of whom an entry concerns. */
export const readsHidden = (viewer: Viewer, entries: EntryStream, entry: RecordedEvent): boolean => {
  const limited = limitedHolder(viewer);
  return limited.grants.length > 0 && isConcerned(limited, entries, entry);
};

/**
 * Whether somebody may read an entry: as in the history of the unit, no votes, and a grade only once it is fed back.
 *
 * @param ofProblem the level of the problem that it is about.
 */
export const seesEntry = (
  viewer: Viewer,
  entries: EntryStream,
  entry: RecordedEvent,
  ofProblem: Level = USUAL_LEVEL,
): boolean => {
  if (!isConcerned(viewer, entries, entry)) return false;
  if (!readsHidden(viewer, entries, entry) && isHidden(entries, entry, ofProblem)) return false;
  const { kind } = concernedBy(entry);
  if (kind === 'appraisal')
    return concernedUnits(entries, entry).every((unit) => tallyDetail(viewer, unit) !== 'nothing');
  if (kind !== 'grade') return true;
  return seesGradeBeforeFeedback(viewer) || entries.some(({ type }) => type === 'GradeFedBack');
};
