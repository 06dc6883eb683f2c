import { USUAL_LEVEL, type Level } from '#access/levels.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import type { DomainEvent } from '#event-sourcing/event.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import { commonProblems, flaggedProblems, type Flagged } from '../domain/opening.js';
import { problem } from '../domain/problem.js';
import { problemStream } from '../events.js';

type Load = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<{ readonly state: State }>;

/** What the stream of a meeting says of a problem that was said there. */
export const toldAtMeeting = async (id: string, load: Load): Promise<Flagged | undefined> => {
  const item = parseItem(id);
  if (item?.branch === undefined) return undefined;
  if (item.sort === 'review') return (await load(flaggedProblems, reportStream(item.year, item.branch))).state.get(id);
  return item.sort === 'common' ? (await load(commonProblems, reviewStream(item.year))).state.get(id) : undefined;
};

/** To whom a problem may be shown by now; its own stream tells it where no meeting does. */
export const problemLevel = async (id: string, load: Load): Promise<Level> => {
  const told = await toldAtMeeting(id, load);
  return told?.level ?? (await load(problem, problemStream(id))).state?.level ?? USUAL_LEVEL;
};
