import { freeText } from '#event-sourcing/event.js';
import { actRow, PROBLEM_ACT_NAMES, returnsWork, statusAfter } from './states.js';
import { stateTableMarkdown } from './state-table.js';

const WITHDRAWN = { problem: 'p', reason: freeText('重复') };
const LIST = { year: 2023, approvedOn: '2024-01-25', documentNumber: '1', problems: ['p'] };
const FLAGGED = {
  year: 2023,
  branch: '03',
  comment: 1,
  problem: 'p',
  no: 'p',
  statement: freeText('问题'),
  category: '党建',
  lead: { kind: 'branch', code: '03' },
} as const;
const NOTICE = { problem: 'p', noticeNumber: '1', lead: FLAGGED.lead, planDueOn: '2024-02-01' };

describe('the state table', () => {
  it('has the ways of the office, and no other', () => {
    const ways = PROBLEM_ACT_NAMES.map((act) => {
      const { from, to = 'same' } = actRow(act);
      return `${from.length > 2 ? 'any open' : from.join('/')} > ${to}`;
    });
    expect(ways).toEqual([
      'listed > dispatched',
      'dispatched > acknowledged',
      'dispatched > listed',
      'acknowledged > planned',
      'planned > in-progress',
      'planned > acknowledged',
      'in-progress > same',
      'in-progress > same',
      'in-progress > same',
      'in-progress > same',
      'acknowledged/in-progress > submitted',
      'submitted > in-progress',
      'submitted > verified',
      'submitted > in-progress',
      'verified/standing > closed',
      'verified > in-progress',
      'verified > standing',
      'standing > same',
      'standing/closed > in-progress',
      'any open > withdrawn',
    ]);
    expect(actRow('withdraw-problem').from).not.toContain('closed');
    expect(actRow('withdraw-problem').from).toHaveLength(9);
  });

  it('is told in the documentation, row by row', () => {
    const text = stateTableMarkdown();
    expect(text.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(32);
    expect(text).toContain(
      '| `submitted` | 待核验 | the office | committee member | – | policy: `verifyDays` | 基本完成 |',
    );
    expect(text).toContain(
      '| `submit-plan` | 报送整改方案 | branch-secretary, department | office-head | chair, committee-member | `acknowledged` | `planned` | PlanSubmitted |',
    );
  });
});

describe('the status after an event', () => {
  it.each([
    ['flagged, listed, dispatched', ['F', 'L', 'D'], 'dispatched'],
    ['listed before the flagging is seen', ['L', 'F'], 'listed'],
    ['dispatched before the meeting is seen', ['D', 'L', 'F'], 'dispatched'],
    ['flagged and withdrawn, and on the list all the same', ['F', 'W', 'L'], 'withdrawn'],
  ])('does not depend on how streams interleave: %s', (_, order, expected) => {
    const after = order.reduce<ReturnType<typeof statusAfter> | undefined>((status, name) => {
      if (name === 'F') return statusAfter(status, 'ProblemFlagged', FLAGGED);
      if (name === 'L') return statusAfter(status, 'ProblemListApproved', LIST);
      if (name === 'D') return statusAfter(status, 'ProblemDispatched', NOTICE);
      return statusAfter(status, 'ProblemWithdrawn', WITHDRAWN);
    }, undefined);
    expect(after).toBe(expected);
  });

  it('is the same after a fact that is no step', () => {
    expect(statusAfter('in-progress', 'ExtensionRefused', { ...WITHDRAWN, extension: 1 })).toBe('in-progress');
  });

  it('says what sends work back, what goes forward, and what is no step', () => {
    expect(returnsWork('PlanReturned')).toBe(true);
    expect(returnsWork('CloseRefused')).toBe(true);
    expect(returnsWork('SubmissionTakenBack')).toBe(false);
    expect(returnsWork('MeasureProgressed')).toBeUndefined();
  });
});
