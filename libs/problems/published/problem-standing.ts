import type { ItemStanding } from '#branches/published/item-standing.js';
import { readPassings, type Fold } from '#branches/published/succession.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { Opening } from '../domain/opening.js';
import { commonProblems, flaggedProblems, listedProblems, opened } from '../domain/opening.js';
import { branchesOf, passedOn } from '../domain/passed-on.js';
import { problem } from '../domain/problem.js';
import { problemStream } from '../events.js';
import { SETTLED } from './states.js';

/** What the streams of the meeting say of a review's problem, or of the child of a common one. */
export const readOpening = async (id: string, load: Fold): Promise<Opening> => {
  const item = parseItem(id);
  if (item?.branch === undefined || (item.sort !== 'review' && item.sort !== 'common')) return {};
  const { state } =
    item.sort === 'review'
      ? await load(flaggedProblems, reportStream(item.year, item.branch))
      : await load(commonProblems, reviewStream(item.year));
  const flagged = state.get(id);
  const listed = (await load(listedProblems, reviewStream(item.year))).state.get(id);
  return { ...(flagged === undefined ? {} : { flagged }), ...(listed === undefined ? {} : { listed }) };
};

/** A problem as its own streams tell it; `undefined` when there is none. */
export const readProblemStanding = async (
  id: string,
  load: Fold,
  day: LocalDate,
): Promise<ItemStanding | undefined> => {
  const opening = await readOpening(id, load);
  const told = (await load(problem, problemStream(id))).state ?? opened(opening)?.problem;
  if (told === undefined) return undefined;
  const { branch, heir = branch, lead, status } = passedOn(told, await readPassings(branchesOf(told), id, load), day);
  return {
    open: !SETTLED.includes(status),
    level: opening.flagged?.level ?? told.level,
    answeredBy: lead.kind === 'branch' ? [heir, lead.code] : [heir],
  };
};
