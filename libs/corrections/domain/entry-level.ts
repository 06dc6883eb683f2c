import { isLimited, levelGiven, levelOf } from '#access/levels.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import { isVoided } from '#event-sourcing/amendments/amendment.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText, type RecordedEvent } from '#event-sourcing/event.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { CorrectionEvent } from '../events.js';
import { asksOfUnit } from './asked-of-units.js';
import { concernedUnits } from './concerned-units.js';
import { entryAt, type EntryStream } from './entry-stream.js';

export interface SettingLevel {
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
}

export interface LevelRead {
  /** Of its data as this program reads them. */
  readonly schemaVersion: number;
  /** In other streams, by which something was asked of a unit; see `asksElsewhere`. */
  readonly asked: readonly RecordedEvent[];
}

/** Types whose words may be 限班子; all others share the level of the matter that they are about. */
const LEVELLED: ReadonlySet<string> = new Set([
  'OpinionsSummarised',
  'QuestionAsked',
  'QuestionAnswered',
  'CommentIssued',
  'ProblemFlagged',
  'ProblemRestated',
  'ProblemSplit',
  'ProblemsMerged',
  'SummaryGiven',
  'CommonProblemRaised',
  'CommonChildRestated',
  'ProblemRaised',
  'ProblemTakenOver',
  'NoteTaken',
  'InstructionGiven',
]);

/**
 * Sets the level that its own context has: whoever sets one to 限班子 says so to the committee only. What a unit was given
 * to do it has read, and needs on: that is corrected, withdrawn or voided, and never hidden from it.
 */
export const setEntryLevel: Decide<SettingLevel, EntryStream, CorrectionEvent, LevelRead> = (
  { revision, reason },
  entries,
  context,
  { schemaVersion, asked },
) => {
  const entry = entryAt(entries, revision);
  const { id: eventId, type } = entry;
  if (isVoided(entry)) throw new DomainError('entry-voided', { revision });
  const level = levelGiven(context);
  if (level === levelOf(entry)) throw new DomainError('level-is-so', { level }, 'level', 'invalid');
  if (isLimited({ level })) {
    if (!LEVELLED.has(type)) throw new DomainError('level-not-for-entry', { type }, 'level', 'invalid');
    const [asking] = [...(asksOfUnit(entry) ? [entry] : []), ...asked];
    if (asking !== undefined)
      throw new DomainError('level-hides-task', { entry: `${asking.stream}:${String(asking.revision)}` }, 'level');
  }
  notBeforeLastStep(entry.metadata.occurredOn, context);
  const { item } = concernedBy(entry);
  return [
    {
      type: 'EntryLevelSet',
      data: {
        entry: { revision, eventId, type, schemaVersion },
        level,
        reason: freeText(reason),
        units: concernedUnits(entries, entry),
        ...(item === undefined ? {} : { item }),
      },
    },
  ];
};
