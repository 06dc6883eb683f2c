import { cycleDays, type ReviewDay } from '../cycle.js';
import type { LocalDate } from '#time/local-date.js';
import type { Fact } from '../fact.js';
import type { DayRules } from './counting-day.js';
import { answeredFor } from './passed-on.js';
import { goalLife, isGoalSettled, type GoalLife } from './goal-figures.js';
import { isSettled, problemLife, type ProblemLife } from './problem-life.js';
import { isRequirementSettled, requirementLife, type RequirementLife } from './requirement-figures.js';
import { blocksOf, spanOf, type Blocks, type Span } from './sheet-span.js';

export interface BranchYearOptions {
  readonly branch: string;
  readonly year: number;
  readonly reviews: readonly ReviewDay[];
  readonly rules: DayRules;
}

/** Everything of one branch that matters in one cycle, as it stood at its end. */
export interface BranchYear {
  readonly span: Span;
  /** Facts of the review of the year, each stream in its order. */
  readonly ofReview: readonly Fact[];
  /** Last day of the cycle; null while it runs. */
  readonly lastDay: LocalDate | null;
  readonly problems: Blocks<ProblemLife>;
  readonly goals: Blocks<GoalLife>;
  readonly requirements: Blocks<RequirementLife>;
}

const inOrder = (a: Fact, b: Fact): number =>
  a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1;

/** The facts are those of the branch and of its predecessors, in any order; those of later cycles play no part. */
export const branchYear = (facts: readonly Fact[], options: BranchYearOptions): BranchYear => {
  const { branch, year, reviews, rules } = options;
  const span = spanOf([...answeredFor(facts, options)].sort(inOrder), { branch, year, reviews });
  return {
    span,
    ofReview: span.facts.filter(({ reviewYear }) => reviewYear === year),
    lastDay: cycleDays(reviews, year)?.upTo ?? null,
    problems: blocksOf(span, 'problem', (id, own) => problemLife(id, own, rules), isSettled),
    goals: blocksOf(span, 'goal', goalLife, isGoalSettled),
    requirements: blocksOf(span, 'requirement', requirementLife, isRequirementSettled),
  };
};
