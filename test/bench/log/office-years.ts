import type { ItemRef } from '#reviews/events.js';
import { branchesOf, changeBranch, establish } from './branches.js';
import type { Command } from './command.js';
import { tellGoal, tellRequirement } from './item-lives.js';
import { tellOversight } from './oversight.js';
import { tellProblem } from './problem-life.js';
import { Random } from './random.js';
import { tellReport, type Told } from './report.js';
import { requirementsOf, tellReview } from './review.js';

export const FIRST_YEAR = 2019;
const SEED = 20_240_118;

/** A branch makes about so many events in a year. */
const PER_BRANCH_AND_YEAR = 200;
const MOST_BRANCHES = 1_000;

/** How many branches an office has that makes so many events. */
export const branchCount = (events: number): number => Math.min(MOST_BRANCHES, Math.ceil(events / PER_BRANCH_AND_YEAR));

const byDay = (a: Command, b: Command): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

/**
 * What an office entered, year after year, in the order of days; the same in every run. Ends with so many events, or a
 * few less where the next command would make more. The work on one year's items is told with that year.
 */
export function* officeYears(events: number): Generator<Command> {
  const random = new Random(SEED);
  const branches = branchesOf(branchCount(events), FIRST_YEAR);
  let left = events;
  let answering = new Map<string, readonly ItemRef[]>();
  for (let year = FIRST_YEAR; ; year += 1) {
    const reports = new Map<string, Told>();
    for (const branch of branches) {
      reports.set(branch.code, tellReport(branch, year, answering.get(branch.code) ?? [], random));
    }
    const flagged = new Map([...reports].map(([code, { asked }]) => [code, asked.problems]));
    const commands = [
      ...branches.flatMap((branch) =>
        year === FIRST_YEAR ? establish(branch, year) : changeBranch(branch, year, random),
      ),
      ...tellReview(branches, year, flagged, random),
      ...[...reports.values()].flatMap((report) => report.commands),
      ...requirementsOf(year).flatMap((requirement) => tellRequirement(branches, year, requirement, random)),
      ...branches.flatMap((branch) => {
        const { problems, goals } = reports.get(branch.code)?.asked ?? { problems: [], goals: [] };
        return [
          ...problems.flatMap((problem) => [
            ...tellProblem(branch, year, problem, random),
            ...tellOversight(branch, year, problem, random),
          ]),
          ...goals.flatMap((goal) => tellGoal(branch, year, goal, random)),
        ];
      }),
    ].sort(byDay);
    for (const command of commands) {
      if (command.events.length > left) return;
      left -= command.events.length;
      yield command;
    }
    answering = new Map(
      [...flagged].map(([code, problems]) => [code, problems.map((id) => ({ kind: 'problem', id }))]),
    );
  }
}
