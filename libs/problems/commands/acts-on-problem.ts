import type { Command, Load, Loaded } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { OnProblem, ProblemRead } from '../domain/on-problem.js';
import { commonProblems, flaggedProblems, listedProblems } from '../domain/opening.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import type { ProblemEvent } from '../events.js';
import { problemStream } from '../events.js';

export const ownStream = ({ problem: id }: OnProblem): string => problemStream(id);

/** For a review's problem without a stream of its own, what the streams of the meeting say of it. */
export const readOpening = async (
  { problem: id }: OnProblem,
  load: Load,
  own: Loaded<ProblemState>,
): Promise<ProblemRead> => {
  const item = parseItem(id);
  if (own.state !== undefined || item?.branch === undefined) return {};
  if (item.sort !== 'review' && item.sort !== 'common') return {};
  const { state } =
    item.sort === 'review'
      ? await load(flaggedProblems, reportStream(item.year, item.branch))
      : await load(commonProblems, reviewStream(item.year));
  const flagged = state.get(id);
  const listed = (await load(listedProblems, reviewStream(item.year))).state.get(id);
  return { opening: { ...(flagged === undefined ? {} : { flagged }), ...(listed === undefined ? {} : { listed }) } };
};

/** Binds a command on an existing problem to its decision; the first one opens the problem's stream. */
export const actsOnProblem = <C extends Command & OnProblem>(
  command: new () => C,
  decide: Decide<C, ProblemState, ProblemEvent, ProblemRead>,
) =>
  handles<C, ProblemState, ProblemEvent, ProblemRead>({
    command,
    aggregate: problem,
    stream: ownStream,
    reads: readOpening,
    decide,
  });
