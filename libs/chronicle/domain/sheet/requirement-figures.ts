import {
  requirementStatusAfter,
  type RequirementStatus,
  type RequirementStatusEvent,
} from '#goals/published/states.js';
import { requirementEntries } from '../entries/goal-entries.js';
import type { Fact } from '../fact.js';
import { tally, type Figure } from './figure.js';
import type { Lived, Span } from './sheet-span.js';
import type { RequirementFigures, RequirementLine } from './sheet.js';

/** A requirement as one branch has to meet it. */
export interface RequirementLife extends Lived {
  readonly id: string;
  readonly no: string;
  readonly heading: string;
  readonly status: RequirementStatus;
  readonly stands: Fact;
}

type RequirementFact = Extract<Fact, { type: RequirementStatusEvent }>;

const isRequirementFact = (fact: Fact): fact is RequirementFact => fact.type in requirementEntries;

const step = (life: RequirementLife, fact: RequirementFact): RequirementLife => {
  const status = requirementStatusAfter(life.status, fact.type);
  return { ...life, status, stands: status === life.status ? life.stands : fact };
};

/** Folds the facts of one requirement that concern one branch, in the order of its life. */
export const requirementLife = (id: string, facts: readonly Fact[]): RequirementLife | undefined => {
  const issued = facts[0];
  if (issued?.type !== 'RequirementIssued') return undefined;
  const { no, year, heading } = issued.data;
  const status = requirementStatusAfter(undefined, issued.type);
  const life: RequirementLife = { id, no, raisedIn: year, heading: heading.text, status, stands: issued, facts };
  return facts.slice(1).filter(isRequirementFact).reduce(step, life);
};

export const isRequirementSettled = ({ status }: RequirementLife): boolean => status === 'concluded';

const lineOf = ({ id, no, raisedIn, heading, status }: RequirementLife): RequirementLine => ({
  id,
  no,
  raisedIn,
  heading,
  status,
});

export const requirementFigures = (
  lives: readonly RequirementLife[],
  { isOfCycle }: Span,
): RequirementFigures<Figure> => {
  const having = (...types: readonly Fact['type'][]): Figure => {
    const test = ({ type }: Fact): boolean => types.includes(type);
    return tally(
      lives.filter(({ facts }) => facts.some(test)),
      ({ facts }) => facts.filter(test),
    );
  };
  const standsBy = ({ stands }: RequirementLife): readonly Fact[] => [stands];
  return {
    total: having('RequirementIssued'),
    acknowledged: having('RequirementAcknowledged'),
    implemented: having('RequirementImplemented'),
    concluded: tally(lives.filter(isRequirementSettled), standsBy),
    open: tally(
      lives.filter((life) => !isRequirementSettled(life)),
      standsBy,
    ),
    untouched: tally(
      lives.filter(({ facts }) => !facts.some(isOfCycle)),
      standsBy,
    ),
    items: lives.map(lineOf),
  };
};
