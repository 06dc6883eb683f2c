import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { Addressees, ReviewEvent } from '../events.js';
import { itemId, itemNo } from '#text/item-number.js';
import { enrolmentOf, refuseAfterMeeting } from './guards.js';
import type { ReviewState } from './review.js';

export interface SummingUp {
  readonly year: number;
  readonly achievements: readonly string[];
}

export interface Issuing {
  readonly year: number;
  readonly heading: string;
  readonly points: readonly string[];
  readonly addressees: Addressees;
  readonly dueOn?: LocalDate;
}

/** What the year achieved, affirmed for all branches together. */
export const giveSummary: Decide<SummingUp, ReviewState, ReviewEvent> = ({ year, achievements }, state, context) => {
  refuseAfterMeeting(state, year, context);
  return [{ type: 'SummaryGiven', data: { year, achievements: achievements.map(freeText) } }];
};

/** The units a requirement binds: fixed when it is issued, in the order of their codes. */
const boundUnits = ({ year, addressees: { kind, codes } }: Issuing, state: ReviewState): readonly string[] => {
  const named = [...new Set(codes ?? [])].toSorted();
  if (kind === 'departments') {
    if (named.length === 0) throw new DomainError('addressees-needed', {}, 'addressees.codes', 'invalid');
    return named;
  }
  if (kind === 'first-responsible-persons' && codes !== undefined)
    throw new DomainError('addressees-are-all', {}, 'addressees.codes', 'invalid');
  for (const branch of named) enrolmentOf(state, { year, branch });
  const units = named.length > 0 ? named : [...state.enrolments.keys()].toSorted();
  if (units.length === 0) throw new DomainError('no-branch-enrolled', { year }, 'addressees');
  return units;
};

/** Numbered from 1 within its review. Without codes it binds every branch enrolled by then. */
export const issueRequirement: Decide<Issuing, ReviewState, ReviewEvent> = (issuing, state, context) => {
  const { year, heading, points, addressees, dueOn } = issuing;
  refuseAfterMeeting(state, year, context);
  const units = boundUnits(issuing, state);
  if (dueOn !== undefined && dueOn < context.occurredOn)
    throw new DomainError('due-before-meeting', { on: context.occurredOn }, 'dueOn', 'invalid');
  const number = state.requirements + 1;
  const item = { sort: 'requirement', year, n: number } as const;
  const codes = addressees.codes === undefined ? {} : { codes: units };
  const data = {
    year,
    requirement: itemId(item),
    no: itemNo(item),
    number,
    heading: freeText(heading),
    points: points.map(freeText),
    addressees: { kind: addressees.kind, ...codes },
    units,
    ...(dueOn === undefined ? {} : { dueOn }),
  };
  return [{ type: 'RequirementIssued', data }];
};
