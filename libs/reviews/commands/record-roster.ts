import { handles } from '#event-sourcing/command-handler.js';
import { OneOf, Parts, Whole } from '#platform/http/fields.js';
import { recordRoster as decide } from '../domain/preparation.js';
import { review } from '../domain/review.js';
import type { RosterEntry, RosterGroup } from '../events.js';
import { reviewStream, ROSTER_GROUPS } from '../events.js';
import { ReviewCommand } from './review-command.js';

export class RosterLine implements RosterEntry {
  @OneOf(ROSTER_GROUPS, { example: 'branch-secretaries' })
  readonly group: RosterGroup;

  @Whole({ min: 0, max: 10_000, example: 9 })
  readonly due: number;

  @Whole({ min: 0, max: 10_000, example: 8 })
  readonly present: number;

  @Whole({ min: 0, max: 10_000, example: 1 })
  readonly excused: number;
}

/** Counts by group; there is no list of names. */
export class RecordRoster extends ReviewCommand {
  @Parts(() => RosterLine, { min: 1, max: ROSTER_GROUPS.length })
  readonly groups: RosterLine[];
}

export const recordRoster = handles({
  command: RecordRoster,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide,
});
