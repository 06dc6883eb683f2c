import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import { reportStream } from '#reviews/events.js';
import { goalStream } from '../../events.js';
import type { GoalEvent } from '../../events.js';
import { goals } from './goals.projection.js';

const goal = '2023-goal-03-01';
const tags = { branch: '03', year: 2023 };

const assigned = inStream(
  reportStream(2023, '03'),
  tags,
  event(
    'GoalAssigned',
    {
      year: 2023,
      branch: '03',
      comment: 1,
      goal,
      no: '2023-目标-03-01',
      statement: freeText('发展党员两名'),
      measure: freeText('两名'),
      dueOn: '2024-11-30',
    },
    { on: '2024-01-18' },
  ),
);
const pursued = inStream<Given<GoalEvent>>(
  goalStream(goal),
  tags,
  event(
    'GoalOpened',
    {
      goal,
      no: '2023-目标-03-01',
      year: 2023,
      branch: '03',
      dueOn: '2024-11-30',
      assigned: { stream: reportStream(2023, '03'), revision: 3, eventId: 'e' },
    },
    { on: '2024-01-22' },
  ),
  event('GoalAccepted', { goal }, { on: '2024-01-22' }),
  event('GoalProgressed', { goal, words: freeText('已确定一名'), evidence: [] }, { on: '2024-05-10' }),
  event('GoalResultSubmitted', { goal, submission: 1, summary: freeText('完成'), evidence: [] }, { on: '2024-11-20' }),
);
const stream = { stream: goalStream(goal) };

describe('the goals', () => {
  it('an assigned goal waits for its branch', () => {
    expect(project(goals).given(assigned).rows[goal]).toMatchObject({
      no: '2023-目标-03-01',
      branch: '03',
      status: 'assigned',
      since: '2024-01-18',
      dueOn: '2024-11-30',
      length: 0,
    });
  });

  it('acceptance, progress and result move it on', () => {
    expect(project(goals).given(assigned, pursued).rows[goal]).toMatchObject({
      status: 'submitted',
      since: '2024-11-20',
      acceptedOn: '2024-01-22',
      submittedOn: '2024-11-20',
      progress: [{ on: '2024-05-10', words: '已确定一名' }],
      results: [{ submission: 1, returned: null }],
      length: 4,
    });
  });

  it('a result is sent back, and nothing else changes', () => {
    const given = project(goals).given(assigned, pursued);
    const results = given.rows[goal]?.results.map((each) => ({
      ...each,
      returned: { on: '2024-11-25', reason: '缺名单编号' },
    }));
    given
      .when(
        event(
          'GoalResultReturned',
          { goal, submission: 1, reason: freeText('缺名单编号') },
          { on: '2024-11-25', ...stream },
        ),
      )
      .thenChanged({
        [goal]: {
          status: 'accepted',
          ownStatus: 'accepted',
          since: '2024-11-25',
          ownSince: '2024-11-25',
          returned: true,
          submittedOn: null,
          length: 5,
          results: results ?? [],
        },
      });
  });

  it('the office finds how far it was reached', () => {
    const concluded = event(
      'GoalConcluded',
      { goal, outcome: 'achieved', finding: freeText('属实') },
      { on: '2024-12-02', ...stream },
    );
    expect(project(goals).given(assigned, pursued).when(concluded).rows[goal]).toMatchObject({
      status: 'concluded',
      outcome: 'achieved',
      finding: '属实',
      concludedOn: '2024-12-02',
    });
  });

  it('are the same in any interleaving of report and goal', () => {
    expectSameInAnyInterleaving(goals, project(goals).given(assigned, pursued).record());
  });
});

it('a goal of the old ledger begins in the middle of its life', () => {
  const takenOver = event('GoalTakenOver', {
    goal,
    no: '2023-目标-03-01',
    year: 2023,
    branch: '03',
    statement: freeText('发展党员两名'),
    measure: freeText('两名'),
    dueOn: '2024-11-30',
    assignedOn: '2024-01-18',
    status: 'submitted',
    since: '2024-11-20',
    acceptedOn: '2024-01-22',
    paper: { kind: 'ledger', number: '第4页', date: '2024-11-29' },
  });
  expect(project(goals).given(inStream(goalStream(goal), tags, takenOver)).rows[goal]).toMatchObject({
    length: 1,
    status: 'submitted',
    since: '2024-11-20',
    acceptedOn: '2024-01-22',
    submittedOn: '2024-11-20',
    results: [{ submission: 1, on: '2024-11-20', summary: null }],
    takenOver: { on: '2024-01-20', paper: { number: '第4页' } },
    separation: {},
  });
});

describe('a goal whose branch has ended', () => {
  const merged = inStream(
    'branch-03',
    { branch: '03' },
    event('BranchMerged', {
      code: '03',
      on: '2024-06-15',
      documentNumber: '1',
      successors: ['05'],
      mainSuccessor: '05',
      items: [
        { kind: 'goal', id: goal, successor: '05' },
        { kind: 'problem', id: '2023-review-03-01', successor: '05' },
      ],
    }),
  );

  it('passes to its successor, in whatever order the streams are seen', () => {
    project(goals)
      .given(assigned)
      .when(merged)
      .thenChanged({ [goal]: { passed: { '03': '05' }, heir: '05' } });
    expectSameInAnyInterleaving(goals, project(goals).given(assigned, pursued, merged).record());
  });
});
