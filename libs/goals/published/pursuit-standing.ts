import type { ItemStanding } from '#branches/published/item-standing.js';
import type { Fold } from '#branches/published/succession.js';
import { answering, readPassings } from '#branches/published/succession.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { AssignedGoal } from '../domain/goal-opening.js';
import { assignedGoals, openedGoal } from '../domain/goal-opening.js';
import { goal } from '../domain/goal.js';
import type { IssuedRequirement } from '../domain/requirement.js';
import { born, issuedRequirements, requirement } from '../domain/requirement.js';
import { goalStream, requirementStream } from '../events.js';

/** What the report says of a goal assigned in a comment. */
export const readAssigned = async (id: string, load: Fold): Promise<AssignedGoal | undefined> => {
  const item = parseItem(id);
  if (item?.sort !== 'goal' || item.branch === undefined) return undefined;
  return (await load(assignedGoals, reportStream(item.year, item.branch))).state.get(id);
};

/** What the review says of a requirement. */
export const readIssued = async (id: string, load: Fold): Promise<IssuedRequirement | undefined> => {
  const item = parseItem(id);
  if (item?.sort !== 'requirement') return undefined;
  return (await load(issuedRequirements, reviewStream(item.year))).state.get(id);
};

/** A goal as its own streams tell it; `undefined` when there is none. */
export const readGoalStanding = async (id: string, load: Fold, day: LocalDate): Promise<ItemStanding | undefined> => {
  const own = (await load(goal, goalStream(id))).state;
  const assigned = own === undefined ? await readAssigned(id, load) : undefined;
  const told = own ?? (assigned && openedGoal(assigned).goal);
  if (told === undefined) return undefined;
  const passings = await readPassings([told.branch], id, load);
  return { open: told.status !== 'concluded', answeredBy: [answering(told.branch, passings, day)] };
};

/** A requirement for one branch: its own part, and those that passed on to it; `undefined` when it has none. */
export const readRequirementStanding = async (
  id: string,
  branch: string,
  load: Fold,
  day: LocalDate,
): Promise<ItemStanding | undefined> => {
  const own = (await load(requirement, requirementStream(id))).state;
  const issued = own === undefined ? await readIssued(id, load) : undefined;
  const told = own ?? (issued && born(id, issued.data.year, issued.data.units, issued.on));
  if (told === undefined) return undefined;
  const passings = told.units.has(branch) ? [] : await readPassings([...told.units.keys()], id, load);
  const parts = [...told.units].filter(([unit]) => answering(unit, passings, day) === branch);
  if (parts.length === 0) return undefined;
  return { open: parts.some(([, { status }]) => status !== 'concluded'), answeredBy: [branch] };
};
