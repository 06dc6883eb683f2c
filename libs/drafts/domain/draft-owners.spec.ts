import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '#access/roles.js';
import { DRAFT_KIND_TABLE, DRAFTERS, draftKey } from '../published/draft-kinds.js';
import { ownersSeen } from './draft-owners.js';

const seen = (...held: readonly (readonly [Role, (string | undefined)?])[]) =>
  ownersSeen(
    held.map(([role, unit]) => ({ role, ...(unit === undefined ? {} : { unit }) })),
    'me',
  );

describe('whose drafts somebody sees', () => {
  it.each([
    ['branch-secretary', '03', ['branch/03']],
    ['branch-clerk', '03', ['branch/03']],
    ['department', '03', ['department/03']],
    ['office-clerk', undefined, ['office']],
    ['office-head', undefined, ['office']],
    ['chair', undefined, ['author/me']],
    ['committee-member', '03', ['author/me']],
    ['admin', undefined, []],
    ['auditor', undefined, []],
    ['annual-review', undefined, []],
  ] as const)('given the role %s %s, then %j', (role, unit, owners) => {
    expect(seen([role, unit])).toEqual(owners);
  });

  it('given several roles, then all of theirs', () => {
    expect(seen(['branch-secretary', '03'], ['branch-clerk', '03'], ['branch-clerk', '05'])).toEqual([
      'branch/03',
      'branch/05',
    ]);
  });

  it('a role that drafts has somebody for whom it drafts, and no other', () => {
    for (const role of ROLES) expect([role, seen([role, '03']).length > 0]).toEqual([role, DRAFTERS.includes(role)]);
    expect(Object.values(DRAFT_KIND_TABLE).every(({ by }) => by.length > 0)).toBe(true);
  });
});

describe('the key of a draft', () => {
  it.each([
    ['report', '2024-03', '2024-03'],
    ['report', '2024', undefined],
    ['report', '2024-0 3', undefined],
    ['comment', '2024-03', '2024-03'],
    ['plan', '2023-述职-03-02', '2023-review-03-02'],
    ['plan', '2023-review-03-02', '2023-review-03-02'],
    ['plan', '2023-目标-03-02', undefined],
    ['problem-list', '2024', '2024'],
    ['minutes', '1999', undefined],
  ] as const)('given %s %s, then %s', (kind, text, key) => {
    expect(draftKey(kind, text)).toBe(key);
  });
});
