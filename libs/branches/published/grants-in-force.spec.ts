import type { Role } from '#access/roles.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { branch } from './branch.js';
import { isBorneOut } from './grants-in-force.js';

const appointed = (person: string, post: 'secretary' | 'clerk' | 'deputy-secretary', from: string) =>
  event('OfficeHolderAppointed', { code: '03', post, person, acting: false, from });
const given = [
  event('BranchEstablished', { code: '03', name: '第三党支部' }),
  appointed('old', 'secretary', '2020-01-01'),
  event('OfficeHolderReleased', { code: '03', post: 'secretary', person: 'old', until: '2024-06-30' }),
  appointed('new', 'secretary', '2024-07-01'),
  appointed('deputy', 'deputy-secretary', '2023-01-01'),
] as const;
const state = specify(branch).given(...given).state;
const merged = event('BranchMerged', {
  code: '03',
  on: '2024-09-30',
  documentNumber: '1',
  successors: ['05'],
  mainSuccessor: '05',
  items: [],
});
const gone = specify(branch).given(...given, merged).state;

const holds = (person: string, day: string, role: Role = 'branch-secretary', standIn = false, of = state): boolean =>
  isBorneOut({ role, standIn }, person, of, day);

describe('a grant for a branch', () => {
  it('ends with the last day in the post, and begins with the first', () => {
    expect([holds('old', '2024-06-30'), holds('old', '2024-07-01')]).toEqual([true, false]);
    expect([holds('new', '2024-06-30'), holds('new', '2024-07-01')]).toEqual([false, true]);
  });

  it('ends for the drafts of a former secretary as well', () => {
    expect([holds('old', '2024-06-30', 'branch-clerk'), holds('old', '2024-07-01', 'branch-clerk')]).toEqual([
      true,
      false,
    ]);
  });

  it('of a secretary goes by that post, whatever other post is still held', () => {
    const still = specify(branch).given(...given, appointed('old', 'clerk', '2024-01-01')).state;
    expect(holds('old', '2024-07-01', 'branch-secretary', false, still)).toBe(false);
    expect(holds('old', '2024-07-01', 'branch-clerk', false, still)).toBe(true);
  });

  it('stands as given for whoever the branch never named, and for a stand-in', () => {
    expect(holds('unnamed', '2024-08-01')).toBe(true);
    expect(holds('old', '2024-08-01', 'branch-secretary', true)).toBe(true);
    expect(holds('deputy', '2024-08-01')).toBe(true);
  });

  it('ends for everybody with the branch, on its last day', () => {
    for (const person of ['new', 'unnamed', 'deputy']) {
      expect(holds(person, '2024-09-30', 'branch-secretary', false, gone)).toBe(true);
      expect(holds(person, '2024-10-01', 'branch-secretary', false, gone)).toBe(false);
    }
    expect(holds('old', '2024-10-01', 'branch-secretary', true, gone)).toBe(false);
  });
});
