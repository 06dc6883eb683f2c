import type { Aggregate } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { DomainEvent } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { isProblem, parseItem } from '#text/item-number.js';
import { commonProblems, flaggedProblems } from '../domain/opening.js';
import { problem } from '../domain/problem.js';
import { problemStream } from '../events.js';

/** Of a problem, what tells whether another is the same come back. */
export interface EarlierProblem {
  readonly branch: string;
  readonly lead: LeadUnit;
  readonly mergedInto?: string;
}

/** By id; those that exist. */
export type EarlierProblems = ReadonlyMap<string, EarlierProblem>;

type Load = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<{ readonly state: State }>;

const earlierProblem = async (id: string, load: Load): Promise<EarlierProblem | undefined> => {
  const own = (await load(problem, problemStream(id))).state;
  if (own !== undefined) return own;
  const item = parseItem(id);
  if (item?.branch === undefined) return undefined;
  const { state } =
    item.sort === 'common'
      ? await load(commonProblems, reviewStream(item.year))
      : await load(flaggedProblems, reportStream(item.year, item.branch));
  const found = state.get(id);
  return found && { ...found.data, ...(found.mergedInto === undefined ? {} : { mergedInto: found.mergedInto }) };
};

/** Looks for them where a problem of that id is told of: in its own stream, or in what was said at its meeting. */
export const earlierProblems = async (ids: readonly (string | undefined)[], load: Load): Promise<EarlierProblems> => {
  const found = new Map<string, EarlierProblem>();
  for (const id of new Set(ids)) {
    const earlier = id === undefined ? undefined : await earlierProblem(id, load);
    if (id !== undefined && earlier !== undefined) found.set(id, earlier);
  }
  return found;
};

/** 屡查屡犯: what came back is a problem that exists, of the same branch or led by the same unit. */
export const refuseNoRecurrence = (
  recurrenceOf: string | undefined,
  { branch, lead }: EarlierProblem,
  earlier: EarlierProblems,
  path: string,
): void => {
  if (recurrenceOf === undefined) return;
  const item = parseItem(recurrenceOf);
  if (item === undefined || !isProblem(item))
    throw new DomainError('recurrence-of-no-problem', { item: recurrenceOf }, path, 'invalid');
  const found = earlier.get(recurrenceOf);
  if (found === undefined) throw new DomainError('recurrence-not-found', { item: recurrenceOf }, path, 'invalid');
  if (found.mergedInto !== undefined)
    throw new DomainError('problem-merged', { problem: recurrenceOf, into: found.mergedInto }, path, 'invalid');
  const sameLead = found.lead.kind === lead.kind && found.lead.code === lead.code;
  if (found.branch !== branch && !sameLead)
    throw new DomainError('recurrence-of-another', { item: recurrenceOf, branch: found.branch }, path, 'invalid');
};
