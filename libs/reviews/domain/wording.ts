import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { itemId, itemNo, parseItem } from '#text/item-number.js';
import type { LeadUnit, ReportEvent } from '../events.js';
import type { ReportKey } from './guards.js';
import { refuseBefore, refuseClosed, refuseOtherLevel } from './guards.js';
import type { ProblemOfReport } from './report-problems.js';
import type { ReportState } from './report.js';
import { nextNumbers } from './item-numbers.js';
import type { ReviewState } from './review.js';

/** What the wording of the list rests on beside the report. */
export interface WordingRead {
  readonly review: ReviewState;
  /** Of the problems named: those with a stream of their own, for something was done on them already. */
  readonly actedUpon: ReadonlySet<string>;
  /** Numbers that problems of the old ledger have. */
  readonly taken?: ReadonlySet<number>;
}

export interface Restate extends ReportKey {
  readonly problem: string;
  readonly statement: string;
  readonly category?: string;
  readonly reason?: string;
}

export interface Split extends ReportKey {
  readonly problem: string;
  readonly parts: readonly { readonly statement: string; readonly category?: string; readonly lead?: LeadUnit }[];
  readonly reason?: string;
}

export interface Merge extends ReportKey {
  readonly problem: string;
  readonly merged: readonly string[];
  readonly statement?: string;
  readonly reason?: string;
}

/** Words are put for the list until it is approved, on problems on which nothing was done yet. */
const open = (
  { year }: ReportKey,
  id: string,
  path: string | undefined,
  state: ReportState,
  { review, actedUpon }: WordingRead,
  context: CommandContext,
): ProblemOfReport => {
  const problem = state.problems.get(id);
  if (problem === undefined)
    throw new DomainError(
      'problem-not-flagged',
      { problem: id, year },
      path,
      path === undefined ? 'not-found' : 'invalid',
    );
  if (problem.mergedInto !== undefined)
    throw new DomainError('problem-merged', { problem: id, into: problem.mergedInto }, path);
  if (review.listed.has(id)) throw new DomainError('problem-already-listed', { problem: id }, path);
  if (actedUpon.has(id)) throw new DomainError('problem-acted-upon', { problem: id }, path);
  refuseOtherLevel(problem, context);
  refuseBefore(problem.on, context);
  return problem;
};

const reasoned = ({ reason }: { readonly reason?: string }) =>
  reason === undefined ? {} : { reason: freeText(reason) };

/** 重新表述: the words for the list. What was said stays as it was said. */
export const restateProblem: Decide<Restate, ReportState, ReportEvent, WordingRead> = (
  command,
  state,
  context,
  read,
) => {
  const { year, branch, problem, statement, category } = command;
  refuseClosed(read.review, year);
  open(command, problem, undefined, state, read, context);
  const named = category === undefined ? {} : { category };
  const data = { year, branch, problem, statement: freeText(statement), ...named, ...reasoned(command) };
  return [{ type: 'ProblemRestated', data }];
};

/** 拆分: the first part keeps id and number, the others take the next ones of the report. */
export const splitProblem: Decide<Split, ReportState, ReportEvent, WordingRead> = (command, state, context, read) => {
  const { year, branch, problem } = command;
  refuseClosed(read.review, year);
  const whole = open(command, problem, undefined, state, read, context);
  const { comment, spoken, flaggedOn, recurrenceOf } = whole;
  const numbers = nextNumbers(state.problemNumbers, command.parts.length - 1, read.taken);
  const parts = command.parts.map(({ statement, category = whole.category, lead = whole.lead }, index) => {
    const next = { sort: 'review', year, branch, n: numbers[index - 1] ?? 0 } as const;
    const item = index === 0 ? (parseItem(problem) ?? next) : next;
    return {
      problem: itemId(item),
      no: itemNo(item),
      statement: freeText(statement),
      category,
      lead: { kind: lead.kind, code: lead.code },
      ...(recurrenceOf === undefined ? {} : { recurrenceOf }),
    };
  });
  return [
    { type: 'ProblemSplit', data: { year, branch, problem, comment, spoken, flaggedOn, parts, ...reasoned(command) } },
  ];
};

/** 合并: of problems of one report, one stands for all. */
export const mergeProblems: Decide<Merge, ReportState, ReportEvent, WordingRead> = (command, state, context, read) => {
  const { year, branch, problem: into, merged, statement } = command;
  refuseClosed(read.review, year);
  open(command, into, undefined, state, read, context);
  merged.forEach((problem, index) => {
    const path = `merged[${String(index)}]`;
    if (problem === into || merged.indexOf(problem) !== index)
      throw new DomainError('problem-repeated', { problem }, path, 'invalid');
    open(command, problem, path, state, read, context);
  });
  const words = statement === undefined ? {} : { statement: freeText(statement) };
  return [
    { type: 'ProblemsMerged', data: { year, branch, into, merged: [...merged], ...words, ...reasoned(command) } },
  ];
};
