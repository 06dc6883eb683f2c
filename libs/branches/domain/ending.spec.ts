import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { BranchState } from '../published/branch.js';
import { branch, holderOf, NO_BRANCH } from '../published/branch.js';
import { dissolve, merge, split } from './ending.js';
import { establish, rename } from './establishment.js';
import { appoint, release } from './office-holders.js';

const PROBLEM = '2023-review-05-01';
const GOAL = '2023-goal-05-01';
const established = event('BranchEstablished', { code: '05', name: '第五党支部' }, { on: '2020-01-01' });
const secretary = event('OfficeHolderAppointed', {
  code: '05',
  post: 'secretary',
  person: 'a',
  acting: false,
  from: '2020-01-01',
});
const given = specify(branch).given(established, secretary);

const living = (code: string): BranchState => ({ ...NO_BRANCH, code, name: code });
const ended = { on: '2023-01-01', successors: ['03'], mainSuccessor: '03', items: new Map() };
const READ = {
  successors: new Map([
    ['03', living('03')],
    ['04', living('04')],
    ['05', living('05')],
    ['09', { ...living('09'), ended }],
    ['10', NO_BRANCH],
  ]),
  standings: new Map([
    [PROBLEM, { open: true, answeredBy: ['05'] }],
    [GOAL, { open: true, answeredBy: ['05'] }],
    ['2023-review-05-02', { open: false, answeredBy: ['05'] }],
    ['2023-review-03-01', { open: true, answeredBy: ['03'] }],
  ]),
};
const on = context({ role: 'office-head', occurredOn: '2024-07-01' });
const MERGER = { code: '05', successor: '03', documentNumber: '党委〔2024〕12号', items: [] } as const;
const DIVISION = {
  code: '05',
  successors: ['03', '04'],
  mainSuccessor: '04',
  documentNumber: '党委〔2024〕13号',
  items: [],
} as const;
const merged = event(
  'BranchMerged',
  { code: '05', on: '2024-07-01', documentNumber: '1', successors: ['03'], mainSuccessor: '03', items: [] },
  { on: '2024-07-01' },
);

describe('merging a branch into another', () => {
  it('given open items, then each passes to the successor, which answers for the rest as well', () => {
    given.when(merge, { ...MERGER, items: [{ item: PROBLEM }, { item: GOAL }] }, on, READ).thenFollows([
      {
        type: 'BranchMerged',
        data: {
          code: '05',
          on: '2024-07-01',
          documentNumber: '党委〔2024〕12号',
          successors: ['03'],
          mainSuccessor: '03',
          items: [
            { kind: 'problem', id: PROBLEM, successor: '03' },
            { kind: 'goal', id: GOAL, successor: '03' },
          ],
        },
      },
    ]);
  });

  it('then nobody holds a post beyond that day', () => {
    const { state } = given.when(merge, MERGER, on, READ);
    expect(holderOf(state, 'secretary', '2024-07-01')?.person).toBe('a');
    expect(holderOf(state, 'secretary', '2024-07-02')).toBeUndefined();
  });

  it.each([
    ['itself', '05', 'successor-is-itself'],
    ['one that has ended', '09', 'branch-ended'],
    ['one that was never established', '10', 'branch-not-found'],
  ])('given as successor %s, then it is refused', (_, successor, code) => {
    given.when(merge, { ...MERGER, successor }, on, READ).thenRefused(code, undefined, { path: 'successor' });
  });

  it.each([
    ['of another branch', '2023-review-03-01', 'item-not-of-branch'],
    ['that does not exist', '2023-review-05-09', 'item-not-of-branch'],
    ['that is settled', '2023-review-05-02', 'item-settled'],
  ])('given an item %s, then it is refused', (_, item, code) => {
    given
      .when(merge, { ...MERGER, items: [{ item: PROBLEM }, { item }] }, on, READ)
      .thenRefused(code, { item }, { path: 'items[1].item' });
  });

  it('given an item twice, then it is refused', () => {
    given
      .when(merge, { ...MERGER, items: [{ item: PROBLEM }, { item: PROBLEM }] }, on, READ)
      .thenRefused('item-repeated', { item: PROBLEM }, { path: 'items[1].item' });
  });

  it('given a day before the branch came into being, then it is refused', () => {
    given
      .when(merge, MERGER, context({ occurredOn: '2019-12-31' }), READ)
      .thenRefused('occurred-before-last-step', { last: '2020-01-01' });
  });

  it('given no such branch, then it is not found', () => {
    specify(branch).given().when(merge, MERGER, on, READ).thenRefused('branch-not-found', {}, { kind: 'not-found' });
  });
});

describe('splitting a branch', () => {
  it('given who takes what, then the main successor answers for what is not named', () => {
    given.when(split, { ...DIVISION, items: [{ item: PROBLEM, successor: '03' }] }, on, READ).thenFollows([
      {
        type: 'BranchSplit',
        data: {
          ...DIVISION,
          on: '2024-07-01',
          items: [{ kind: 'problem', id: PROBLEM, successor: '03' }],
        },
      },
    ]);
  });

  it('given a main successor, or one for an item, that is none of them, then it is refused', () => {
    given
      .when(split, { ...DIVISION, mainSuccessor: '06' }, on, READ)
      .thenRefused('not-a-successor', { code: '06' }, { path: 'mainSuccessor' });
    given
      .when(split, { ...DIVISION, items: [{ item: PROBLEM, successor: '06' }] }, on, READ)
      .thenRefused('not-a-successor', { code: '06' }, { path: 'items[0].successor' });
  });

  it('given only one part, then it is refused', () => {
    given
      .when(split, { ...DIVISION, successors: ['04'] }, on, READ)
      .thenRefused('split-into-one', {}, { path: 'successors' });
    given
      .when(split, { ...DIVISION, successors: ['04', '04'] }, on, READ)
      .thenRefused('successor-repeated', { code: '04' }, { path: 'successors[1]' });
  });
});

describe('dissolving a branch', () => {
  it('given a reason, then it is told, and somebody answers for what is open', () => {
    given.when(dissolve, { ...DIVISION, successors: ['04'], reason: '项目结束' }, on, READ).thenFollows([
      {
        type: 'BranchDissolved',
        data: { ...DIVISION, successors: ['04'], on: '2024-07-01', items: [], reason: { text: '项目结束' } },
      },
    ]);
  });
});

describe('a branch that has ended', () => {
  const gone = specify(branch).given(established, secretary, merged);

  it('is neither merged, split nor dissolved again', () => {
    gone.when(merge, MERGER, on, READ).thenRefused('branch-ended', { code: '05', on: '2024-07-01' });
    gone.when(split, DIVISION, on, READ).thenRefused('branch-ended');
    gone.when(dissolve, DIVISION, on, READ).thenRefused('branch-ended');
  });

  it('takes no holder and no name, and its code is not used again', () => {
    const holder = { code: '05', post: 'secretary', person: 'b', from: '2024-08-01' } as const;
    gone.when(appoint, holder).thenRefused('branch-ended');
    gone.when(rename, { code: '05', name: '新五支部' }).thenRefused('branch-ended');
    gone.when(establish, { code: '05', name: '第五党支部' }).thenRefused('branch-already-established');
    gone.when(release, { code: '05', post: 'secretary', person: 'a', until: '2024-08-01' }).thenRefused('not-in-post');
  });
});
