import type { Party } from '#access/duties.js';
import { partyOf } from '#access/duties.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { SourceFact } from '#problems/events.js';
import type { ReviewEvent, ReviewEvents } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { RequirementEvent } from '../events.js';
import type { RequirementStatus } from '../published/states.js';
import { requirementStatusAfter } from '../published/states.js';

/** One unit that the requirement binds. */
export interface BoundUnit {
  readonly status: RequirementStatus;
  /** Day of the unit's last step. */
  readonly lastStepOn: LocalDate;
  readonly implementedBy?: Party;
}

/** What decisions about one requirement need to know of its past. */
export interface Requirement {
  readonly id: string;
  readonly year: number;
  /** By code. */
  readonly units: ReadonlyMap<string, BoundUnit>;
}

/** `undefined`: nothing was done on it yet, or it does not exist. */
export type RequirementState = Requirement | undefined;

export const born = (id: string, year: number, units: readonly string[], on: LocalDate): Requirement => ({
  id,
  year,
  units: new Map(units.map((unit) => [unit, { status: 'issued', lastStepOn: on }])),
});

const evolve = (state: RequirementState, event: Recorded<RequirementEvent>): RequirementState => {
  const { type, data, metadata } = event;
  const lastStepOn = metadata.occurredOn;
  if (type === 'RequirementOpened') return born(data.requirement, data.year, data.units, lastStepOn);
  if (state === undefined) return undefined;
  const units = [...state.units].map(([unit, bound]): [string, BoundUnit] => {
    if (type !== 'RequirementConcluded' && data.unit !== unit) return [unit, bound];
    const by = type === 'RequirementImplemented' ? { implementedBy: partyOf(metadata) } : {};
    return [unit, { ...bound, ...by, status: requirementStatusAfter(bound.status, type), lastStepOn }];
  });
  return { ...state, units: new Map(units) };
};

export const requirement: Aggregate<RequirementState, RequirementEvent> = {
  category: 'requirement',
  initial: undefined,
  evolve,
  tags: (state) => (state === undefined ? {} : { year: state.year }),
};

export interface IssuedRequirement {
  readonly data: ReviewEvents['RequirementIssued'];
  readonly source: SourceFact;
  readonly on: LocalDate;
}

/** Requirements issued in one review, by id; a fold of `review-<year>`. */
export const issuedRequirements: Aggregate<ReadonlyMap<string, IssuedRequirement>, ReviewEvent> = {
  category: 'review',
  initial: new Map(),
  evolve: (issued, event) => {
    if (event.type !== 'RequirementIssued') return issued;
    const { stream, revision, id, data, metadata } = event;
    const source = { stream, revision, eventId: id };
    return new Map(issued).set(data.requirement, { data, source, on: metadata.occurredOn });
  },
  tags: () => ({}),
};
