import { cycleDays } from '../cycle.js';
import type { Fact } from '../fact.js';
import { branchYear, type BranchYear, type BranchYearOptions } from './branch-year.js';
import { checkFigures } from './check-figures.js';
import type { Figure } from './figure.js';
import { goalFigures } from './goal-figures.js';
import { problemFigures } from './problem-figures.js';
import { commentFigures, gradeState, reportFigures } from './report-figures.js';
import { requirementFigures } from './requirement-figures.js';
import type { ExplainedSheet, SheetBlock } from './sheet.js';

export interface SheetOptions extends BranchYearOptions {
  /** The reader may see a grade that the branch has not been told yet. */
  readonly gradeBeforeFeedback: boolean;
}

const block = (of: BranchYear, which: 'inherited' | 'raised'): SheetBlock<Figure> => {
  const { span } = of;
  const problems = of.problems[which];
  const goals = of.goals[which];
  const requirements = of.requirements[which];
  const facts = [...problems, ...goals, ...requirements].flatMap((life) => life.facts);
  return {
    problems: problemFigures(problems, span),
    goals: goalFigures(goals, span),
    requirements: requirementFigures(requirements, span),
    checks: checkFigures(facts.filter(span.isOfCycle)),
  };
};

/**
 * The sheet of one branch and year as it stood at the end of the cycle: the sheet of a past year stays as it was. The
 * facts may come in any order, from the read model or from the log itself.
 */
export const annualSheet = (facts: readonly Fact[], options: SheetOptions): ExplainedSheet => {
  const { branch, year, reviews, gradeBeforeFeedback } = options;
  const of = branchYear(facts, options);
  return {
    branch,
    year,
    cycle: cycleDays(reviews, year) ?? null,
    report: reportFigures(of.ofReview),
    comments: commentFigures(of.ofReview),
    inherited: block(of, 'inherited'),
    raised: block(of, 'raised'),
    grade: gradeState(of.ofReview, gradeBeforeFeedback),
  };
};
