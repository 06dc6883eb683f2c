import { cycleDays, type ReviewDay } from '../cycle.js';
import type { Fact } from '../fact.js';
import { checkFigures } from './check-figures.js';
import type { DayRules } from './counting-day.js';
import type { Figure } from './figure.js';
import { goalFigures, goalLife, isGoalSettled, type GoalLife } from './goal-figures.js';
import { problemFigures } from './problem-figures.js';
import { isSettled, problemLife, type ProblemLife } from './problem-life.js';
import { commentFigures, gradeState, reportFigures } from './report-figures.js';
import {
  isRequirementSettled,
  requirementFigures,
  requirementLife,
  type RequirementLife,
} from './requirement-figures.js';
import { blocksOf, spanOf, type Span } from './sheet-span.js';
import type { ExplainedSheet, SheetBlock } from './sheet.js';

export interface SheetOptions {
  readonly branch: string;
  readonly year: number;
  readonly reviews: readonly ReviewDay[];
  readonly rules: DayRules;
  /** The reader may see a grade that the branch has not been told yet. */
  readonly gradeBeforeFeedback: boolean;
}

interface Lives {
  readonly problems: readonly ProblemLife[];
  readonly goals: readonly GoalLife[];
  readonly requirements: readonly RequirementLife[];
}

const inOrder = (a: Fact, b: Fact): number =>
  a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1;

const block = ({ problems, goals, requirements }: Lives, span: Span): SheetBlock<Figure> => ({
  problems: problemFigures(problems, span),
  goals: goalFigures(goals, span),
  requirements: requirementFigures(requirements, span),
  checks: checkFigures(
    [...problems, ...goals, ...requirements]
      .flatMap(({ facts }) => facts)
      .filter(span.isOfCycle)
      .sort(inOrder),
  ),
});

/**
 * The sheet of one branch and year as it stood at the end of the cycle: facts of later cycles play no part, so the
 * sheet of a past year stays as it was. The facts may come in any order, from the read model or from the log itself.
 */
export const annualSheet = (all: readonly Fact[], options: SheetOptions): ExplainedSheet => {
  const { branch, year, reviews, rules, gradeBeforeFeedback } = options;
  const span = spanOf([...all].sort(inOrder), year, reviews);
  const problems = blocksOf(span, 'problem', (id, facts) => problemLife(id, facts, rules), isSettled);
  const goals = blocksOf(span, 'goal', goalLife, isGoalSettled);
  const requirements = blocksOf(span, 'requirement', requirementLife, isRequirementSettled);
  const ofReview = span.facts.filter(({ reviewYear }) => reviewYear === year);
  return {
    branch,
    year,
    cycle: cycleDays(reviews, year) ?? null,
    report: reportFigures(ofReview),
    comments: commentFigures(ofReview),
    inherited: block(
      { problems: problems.inherited, goals: goals.inherited, requirements: requirements.inherited },
      span,
    ),
    raised: block({ problems: problems.raised, goals: goals.raised, requirements: requirements.raised }, span),
    grade: gradeState(ofReview, gradeBeforeFeedback),
  };
};
