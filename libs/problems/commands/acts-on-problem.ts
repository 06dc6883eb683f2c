import { readPassings } from '#branches/published/succession.js';
import type { Command, Load, Loaded } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import type { OnProblem, ProblemRead } from '../domain/on-problem.js';
import { opened } from '../domain/opening.js';
import { branchesOf } from '../domain/passed-on.js';
import type { LevelRead } from '../domain/level.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import type { ProblemEvent } from '../events.js';
import { problemStream } from '../events.js';
import { readOpening } from '../published/problem-standing.js';
import { toldAtMeeting } from '../published/problem-level.js';

export const ownStream = ({ problem: id }: OnProblem): string => problemStream(id);

/** As it is now, which is told where it was said. */
export const readLevel = async ({ problem: id }: OnProblem, load: Load): Promise<LevelRead> => {
  const flagged = await toldAtMeeting(id, load);
  return flagged === undefined ? {} : { toldAs: flagged.level };
};

/**
 * For a review's problem without a stream of its own, what the streams of the meeting say of it; for any, what became of
 * the branches that it concerns.
 */
export const readProblem = async (
  { problem: id }: OnProblem,
  load: Load,
  own: Loaded<ProblemState>,
): Promise<ProblemRead> => {
  const opening = own.state === undefined ? await readOpening(id, load) : {};
  const problem = own.state ?? opened(opening)?.problem;
  const passings = problem === undefined ? [] : await readPassings(branchesOf(problem), id, load);
  return { opening, passings };
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
    reads: readProblem,
    decide,
  });
