import { isLimited, withinLevel } from '#access/levels.js';
import type { LocalDate } from '#time/local-date.js';
import type { RosterEntry } from '../events.js';
import { parseItem } from '#text/item-number.js';
import type { CommonProblemView, RequirementView, ReviewRow, SaidToAll } from '../projections/reviews/review-row.js';
import type { Sight } from './sight.js';

export interface RosterView {
  readonly groups: readonly RosterEntry[];
  readonly total: Omit<RosterEntry, 'group'>;
}

/** Its ETag is the length of its stream. */
export interface ReviewView {
  readonly year: number;
  readonly committee: string;
  readonly title: string;
  readonly plannedOn: LocalDate;
  readonly place: string | null;
  readonly presider: string | null;
  readonly branches: readonly string[];
  readonly roster: RosterView;
  /** Null also for a reader who sees single branches only. */
  readonly opinions: string | null;
  readonly achievements: readonly string[];
  readonly requirements: readonly RequirementView[];
  readonly commonProblems: readonly CommonProblemView[];
  readonly adjournedOn: LocalDate | null;
  readonly problemLists: ReviewRow['problemLists'];
  readonly closedOn: LocalDate | null;
  readonly length: number;
}

export const rosterView = (groups: readonly RosterEntry[]): RosterView => {
  const sum = (of: (entry: RosterEntry) => number): number => groups.reduce((total, entry) => total + of(entry), 0);
  const total = {
    due: sum(({ due }) => due),
    present: sum(({ present }) => present),
    excused: sum(({ excused }) => excused),
  };
  return { groups, total };
};

/** Those addressed to what the reader sees; a branch does not learn whom else one binds. */
export const addressedTo = (
  { branches, sees }: Sight,
  requirements: readonly RequirementView[],
): readonly RequirementView[] => {
  if (branches === 'all') return requirements;
  return requirements
    .filter(({ units }) => units.some(sees))
    .map(({ addressees, units, ...requirement }) => ({
      ...requirement,
      addressees: { kind: addressees.kind },
      units: units.filter(sees),
    }));
};

/** Those that were said to what the reader sees; a branch does not learn to whom else. */
export const commonTo = (
  { branches, sees, seesLimited }: Sight,
  problems: readonly CommonProblemView[],
): readonly CommonProblemView[] => {
  if (branches === 'all') return problems;
  return problems
    .map((problem) => {
      const reads = isLimited(problem) ? seesLimited : sees;
      return { ...problem, units: problem.units.filter(({ branch }) => reads(branch)) };
    })
    .filter(({ units }) => units.length > 0);
};

const ofBranches = (
  { branches, sees }: Sight,
  problems: readonly string[],
  hidden: ReadonlySet<string>,
): readonly string[] =>
  branches === 'all' ? problems : problems.filter((id) => sees(parseItem(id)?.branch ?? '') && !hidden.has(id));

/** What was affirmed for all, as far as the reader reads it. */
export const affirmed = ({ seesLimitedOfAll }: Sight, achievements: readonly SaidToAll[]): readonly string[] =>
  withinLevel(achievements, seesLimitedOfAll).map(({ words }) => words);

/** @param hidden ids of problems of which the reader learns nothing. */
export const reviewView = (
  row: ReviewRow,
  sight: Sight,
  names: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
): ReviewView => ({
  year: row.year,
  committee: row.committee,
  title: row.title,
  plannedOn: row.plannedOn,
  place: row.place,
  presider: names.get(row.parts.presider) ?? null,
  branches: row.branches,
  roster: rosterView(row.roster),
  opinions: sight.branches === 'all' ? (row.opinions?.words ?? null) : null,
  achievements: affirmed(sight, row.achievements),
  requirements: addressedTo(sight, row.requirements),
  commonProblems: commonTo(sight, row.commonProblems),
  adjournedOn: row.adjournedOn,
  problemLists: row.problemLists.map((list) => ({ ...list, problems: ofBranches(sight, list.problems, hidden) })),
  closedOn: row.closedOn,
  length: row.length,
});
