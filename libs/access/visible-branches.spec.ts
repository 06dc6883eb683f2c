import { describe, expect, it } from '@jest/globals';
import { answeringGrants } from './inheritance.js';
import type { Role } from './roles.js';
import { seesBranch, seesGradeBeforeFeedback, tallyDetail, visibleBranches } from './visible-branches.js';

const holding = (...roles: readonly (readonly [Role, string?])[]) => ({
  grants: roles.map(([role, unit]) => ({
    role,
    ...(unit === undefined ? {} : { unit }),
    from: '2024-01-01',
    standIn: false,
  })),
});

describe('the branches that somebody may read', () => {
  it('are all for an overseeing role, and one’s own otherwise', () => {
    expect(visibleBranches(holding(['auditor']))).toBe('all');
    expect(visibleBranches(holding(['branch-clerk', '05'], ['branch-secretary', '03']))).toEqual(['03', '05']);
    expect(visibleBranches(holding(['admin']))).toEqual([]);
  });

  it('reach over the branches whose place one’s own took', () => {
    const heir = {
      ...holding(['branch-secretary', '03']),
      inheritances: [
        { unit: '03', predecessor: '05', main: true },
        { unit: '03', predecessor: '06', main: false },
      ],
    };
    expect(visibleBranches(heir)).toEqual(['03', '05', '06']);
    expect(visibleBranches({ ...heir, grants: holding(['department', '03']).grants })).toEqual([]);
    expect(answeringGrants(heir).map(({ unit }) => unit)).toEqual(['03', '05']);
  });

  it('are none for a department, even one whose code is that of a branch', () => {
    expect(seesBranch(holding(['department', '03']), '03')).toBe(false);
    expect(seesBranch(holding(['branch-clerk', '03']), '03')).toBe(true);
  });
});

describe('grades and tallies', () => {
  it('before feedback are for office and chair', () => {
    expect(seesGradeBeforeFeedback(holding(['chair']))).toBe(true);
    expect(seesGradeBeforeFeedback(holding(['annual-review'], ['branch-secretary', '03']))).toBe(false);
  });

  it('are totals only for an auditor, and nothing for a branch', () => {
    expect(tallyDetail(holding(['auditor']), '03')).toBe('totals');
    expect(tallyDetail(holding(['branch-secretary', '03']), '03')).toBe('nothing');
    expect(tallyDetail(holding(['committee-member', '03']), '03')).toBe('groups');
    expect(tallyDetail(holding(['committee-member', '03']), '05')).toBe('nothing');
  });
});
