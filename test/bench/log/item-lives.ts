import { goalStream, requirementStream, type GoalEvent, type RequirementEvent } from '#goals/events.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import type { Branch } from './branches.js';
import { PEOPLE, two, type Command } from './command.js';
import { evidenceOf } from './problem-life.js';
import { uuidOf, type Random } from './random.js';
import { textOf } from './words.js';

/** From the acceptance of a goal to the finding. */
export const tellGoal = (branch: Branch, year: number, goal: string, random: Random): readonly Command[] => {
  const { code, secretary } = branch;
  const on = (month: number): string => `${String(year + 1)}-${two(month)}-${two(random.whole(10, 25))}`;
  const act = (day: string, actor: string, role: string, ...events: readonly GoalEvent[]): Command => ({
    stream: goalStream(goal),
    on: day,
    actor,
    role,
    tags: { branch: code, year },
    events,
  });
  const unit = (day: string, ...events: readonly GoalEvent[]): Command =>
    act(day, secretary, 'branch-secretary', ...events);
  const dueOn = `${String(year + 1)}-11-30`;
  const assigned = { stream: reportStream(year, code), revision: 16, eventId: uuidOf(`assigned ${goal}`) };
  const outcome = random.pick(['achieved', 'achieved', 'largely-achieved', 'not-achieved'] as const);
  const progress = [4, 7].map((month) => {
    const day = on(month);
    return unit(day, {
      type: 'GoalProgressed',
      data: { goal, words: textOf(random, 60), evidence: [evidenceOf(random, day)] },
    });
  });
  const [accepted, submitted, concluded] = [on(2), on(10), on(12)];
  return [
    unit(
      accepted,
      { type: 'GoalOpened', data: { goal, no: goal.replace('goal', '目标'), year, branch: code, dueOn, assigned } },
      { type: 'GoalAccepted', data: { goal } },
    ),
    ...progress,
    unit(submitted, {
      type: 'GoalResultSubmitted',
      data: { goal, submission: 1, summary: textOf(random, 60), evidence: [evidenceOf(random, submitted)] },
    }),
    act(concluded, PEOPLE.clerk, 'office-clerk', {
      type: 'GoalConcluded',
      data: { goal, outcome, finding: textOf(random, 25) },
    }),
  ];
};

/** What every branch did with one requirement. */
export const tellRequirement = (
  branches: readonly Branch[],
  year: number,
  requirement: string,
  random: Random,
): readonly Command[] => {
  const next = String(year + 1);
  const act = (day: string, actor: string, role: string, ...events: readonly RequirementEvent[]): Command => ({
    stream: requirementStream(requirement),
    on: day,
    actor,
    role,
    tags: { year },
    events,
  });
  const issued = { stream: reviewStream(year), revision: 2, eventId: uuidOf(`issued ${requirement}`) };
  const units = branches.map(({ code }) => code);
  const opened: RequirementEvent = {
    type: 'RequirementOpened',
    data: { requirement, no: requirement.replace('requirement', '要求'), year, units, dueOn: `${next}-10-31`, issued },
  };
  return [
    ...branches.map(({ code: unit, secretary }, index) =>
      act(`${next}-02-${two(5 + (index % 20))}`, secretary, 'branch-secretary', ...(index === 0 ? [opened] : []), {
        type: 'RequirementAcknowledged',
        data: { requirement, unit },
      }),
    ),
    ...branches.map(({ code: unit, secretary }, index) => {
      const day = `${next}-09-${two(1 + (index % 28))}`;
      return act(day, secretary, 'branch-secretary', {
        type: 'RequirementImplemented',
        data: { requirement, unit, words: textOf(random, 60), evidence: [evidenceOf(random, day)] },
      });
    }),
    act(`${next}-11-05`, PEOPLE.clerk, 'office-clerk', {
      type: 'RequirementConcluded',
      data: { requirement, finding: textOf(random, 30) },
    }),
  ];
};
