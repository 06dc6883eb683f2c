import { isLimited, levelOf, readsLimited } from '#access/levels.js';
import { isVoided } from '#event-sourcing/amendments/amendment.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { EntryStream } from './entry-stream.js';
import { concernedUnits } from './concerned-units.js';
import { isReviewClosed, type ReviewEnd } from './review-closed.js';

/** Streams whose entries are replaced by later ones, each for itself: a new policy, a new calendar. */
const REPLACED = /^(?:log|policy|calendar)$/;

/** What is read of the entry's review; see `yearsOf`. */
export interface AmendRead {
  readonly reviews: readonly ReviewEnd[];
}

/** Who may have something done about an entry: its actor, its recorder or the head of the office; after the close the last. */
export const refuseOthers = (
  entries: EntryStream,
  entry: RecordedEvent,
  context: CommandContext,
  { reviews }: AmendRead,
): void => {
  const { actor, recordedBy } = entry.metadata;
  const { role, unit } = context;
  const isHead = role === 'office-head';
  const isOwn = [actor, recordedBy].includes(context.actor);
  // Of an entry of others a unit learns not even that it exists.
  if (!isOwn && unit !== undefined && !concernedUnits(entries, entry).includes(unit))
    throw new DomainError('entry-not-found', {}, undefined, 'not-found');
  if (!readsLimited(role) && isLimited({ level: levelOf(entry) }))
    throw new DomainError('entry-not-found', {}, undefined, 'not-found');
  if (!isHead && !isOwn) throw new DomainError('amended-by-actor-or-head', {}, undefined, 'forbidden');
  if (!isHead && isReviewClosed(entry, reviews))
    throw new DomainError('closed-amended-by-head', {}, undefined, 'forbidden');
};

/** Who may amend an entry, and when. */
export const refuseAmending = (
  entries: EntryStream,
  entry: RecordedEvent,
  context: CommandContext,
  read: AmendRead,
): void => {
  refuseOthers(entries, entry, context, read);
  if (REPLACED.test(entry.stream)) throw new DomainError('entry-is-replaced', { stream: entry.stream });
  if (isVoided(entry)) throw new DomainError('entry-voided', { revision: entry.revision });
  notBeforeLastStep(entry.metadata.occurredOn, context);
};
