import { limitedHolder } from '#access/levels.js';
import { seesGradeBeforeFeedback, tallyDetail, visibleBranches } from '#access/visible-branches.js';
import type { Principal } from '#platform/auth/principal.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';

/** What one reader may see of reviews. */
export interface Sight {
  readonly branches: 'all' | readonly string[];
  readonly sees: (branch: string) => boolean;
  /** Whether also what is 限班子 about a branch. */
  readonly seesLimited: (branch: string) => boolean;
  /** Whether of what concerns all of them. */
  readonly seesLimitedOfAll: boolean;
  /** A grade that the branch was told, or any for those who decide and enter it. */
  readonly grade: (row: Pick<OverviewRow, 'gradeFedBackOn'>) => boolean;
  /** Any grade, also in a list. */
  readonly everyGrade: boolean;
  readonly tally: (branch: string) => 'groups' | 'totals' | 'nothing';
}

export const sightOf = (viewer: Pick<Principal, 'grants' | 'inheritances'>): Sight => {
  const branches = visibleBranches(viewer);
  const limited = limitedHolder(viewer);
  const limitedBranches = visibleBranches(limited);
  const everyGrade = seesGradeBeforeFeedback(viewer);
  return {
    branches,
    sees: (branch) => branches === 'all' || branches.includes(branch),
    seesLimited: (branch) => limitedBranches === 'all' || limitedBranches.includes(branch),
    seesLimitedOfAll: limited.grants.length > 0,
    grade: ({ gradeFedBackOn }) => everyGrade || gradeFedBackOn !== null,
    everyGrade,
    tally: (branch) => tallyDetail(viewer, branch),
  };
};
