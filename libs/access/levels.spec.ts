import { freeText } from '#event-sourcing/event.js';
import { event, recordGiven } from '#event-sourcing/testing/given-event.js';
import { ACTS, type ActName } from './acts.js';
import { levelOf, levelRefusal, limitedHolder, narrowest, seesLimitedOf, withinLevel } from './levels.js';
import { ROLES, type Grant, type Role } from './roles.js';

const grant = (role: Role, unit?: string): Grant => ({
  role,
  from: '2024-01-01',
  standIn: false,
  ...(unit === undefined ? {} : { unit }),
});

const noted = (level?: string) => {
  const [entry] = recordGiven([event('NoteTaken', { words: freeText('沟通') }, level === undefined ? {} : { level })], {
    stream: 'oversight-03',
  });
  if (entry === undefined) throw new Error('nothing recorded');
  return entry;
};

describe('the level of an entry', () => {
  it('is internal where nothing is said, and the narrowest where nobody knows what was said', () => {
    expect([noted(), noted('public'), noted('committee-only'), noted('class-3')].map(levelOf)).toEqual([
      'internal',
      'public',
      'committee-only',
      'committee-only',
    ]);
  });

  it('of several is the narrowest', () => {
    expect(narrowest(['internal', 'committee-only', 'public'])).toBe('committee-only');
    expect(narrowest(['public', 'public'])).toBe('public');
    expect(narrowest([])).toBe('internal');
  });
});

describe('who reads what is 限班子', () => {
  it('are the committee, its office, the annual review and the auditor; never a unit, nor the administrator', () => {
    const never = ROLES.filter((role) => limitedHolder({ grants: [grant(role)] }).grants.length === 0);
    expect(never).toEqual(['branch-secretary', 'branch-clerk', 'department', 'admin']);
  });

  it('reads it where that role reaches, whatever other roles are held', () => {
    const both = { grants: [grant('committee-member', '02'), grant('branch-secretary', '05')] };
    expect(seesLimitedOf(both, '02')).toBe(true);
    expect(seesLimitedOf(both, '05')).toBe(false);
    expect(seesLimitedOf({ grants: [grant('admin'), grant('auditor')] }, '05')).toBe(true);
  });

  it('is shown all of a list; the others what is left of it', () => {
    const list = [{ level: 'public' }, { level: 'committee-only' }, { level: 'internal' }] as const;
    expect(withinLevel(list, true)).toEqual(list);
    expect(withinLevel(list, false).map(({ level }) => level)).toEqual(['public', 'internal']);
  });
});

describe('an act whose words may be 限班子', () => {
  const acts = Object.keys(ACTS) as ActName[];

  it('is one of these; any other is read by whoever reads the matter', () => {
    expect(acts.filter((act) => levelRefusal(act, 'office-head', 'committee-only') === undefined)).toEqual([
      'summarise-opinions',
      'record-question',
      'comment',
      'give-summary',
      'restate-problem',
      'split-problem',
      'merge-problems',
      'raise-common-problem',
      'take-over-problem',
      'raise-problem',
      'take-note',
      'give-instruction',
      'set-entry-level',
    ]);
    expect(levelRefusal('return-plan', 'office-head', 'committee-only')).toBe('level-not-for-act');
  });

  it('is not done so in a role that does not read it, and may be public or internal in any', () => {
    expect(levelRefusal('take-note', 'branch-secretary', 'committee-only')).toBe('level-not-for-role');
    for (const level of ['public', 'internal'] as const)
      expect(acts.filter((act) => levelRefusal(act, 'branch-clerk', level) !== undefined)).toEqual([]);
  });
});
