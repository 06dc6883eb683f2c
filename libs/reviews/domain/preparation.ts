import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { ReviewEvent, RosterEntry } from '../events.js';
import { refuseAfterMeeting, refuseClosed } from './guards.js';
import type { ReviewState } from './review.js';

export interface Opinions {
  readonly year: number;
  readonly summary: string;
}

export interface Roster {
  readonly year: number;
  readonly groups: readonly RosterEntry[];
}

/** The office's summary of what was collected, never the opinions word for word. */
export const summariseOpinions: Decide<Opinions, ReviewState, ReviewEvent> = ({ year, summary }, state, context) => {
  refuseAfterMeeting(state, year, context);
  return [{ type: 'OpinionsSummarised', data: { year, summary: freeText(summary) } }];
};

/** Counts by group, no names; may be set right until the review is closed. */
export const recordRoster: Decide<Roster, ReviewState, ReviewEvent> = ({ year, groups }, state) => {
  refuseClosed(state, year);
  groups.forEach(({ group, due, present, excused }, index) => {
    const path = `groups[${String(index)}]`;
    if (groups.findIndex((entry) => entry.group === group) !== index)
      throw new DomainError('roster-group-repeated', { group }, `${path}.group`, 'invalid');
    if (present + excused > due) throw new DomainError('roster-exceeds-due', { group, due }, `${path}.due`, 'invalid');
  });
  const entries = groups.map(({ group, due, present, excused }) => ({ group, due, present, excused }));
  return [{ type: 'RosterRecorded', data: { year, groups: entries } }];
};
