import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import type { ActName } from '#access/acts.js';
import { dutyMessages } from '#access/messages.js';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { requirementStream } from '#goals/events.js';
import { GoalQueriesModule } from '#goals/goal-queries.module.js';
import { goalMessages } from '#goals/messages.js';
import { goalEntity, goals } from '#goals/projections/goals/goals.projection.js';
import {
  requirementUnitEntity,
  requirementUnits,
} from '#goals/projections/requirements/requirement-units.projection.js';
import { requirementEntity, requirements } from '#goals/projections/requirements/requirements.projection.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { problemMessages } from '#problems/messages.js';
import { ProblemQueriesModule } from '#problems/problem-queries.module.js';
import { ledgerEntity, problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import * as story from '#problems/testing/problem-story.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { WorkQueueSource } from './published/work-queue.js';
import type { WaitingGroup, WorkRequest } from './published/work-queue.js';
import { ReadModelApp } from './testing/read-model-app.js';
import type { RoleQueue, WorkQueueView } from './work-queue.controller.js';
import { WorkQueueModule } from './work-queue.module.js';

/** As another context would add what waits in it. */
@Injectable()
class Tallies extends WorkQueueSource {
  waiting({ role }: WorkRequest): Promise<readonly WaitingGroup[]> {
    const tallies = { act: 'confirm-tally', owedBy: 'office', count: 2, byLight: {}, items: [] } as const;
    return Promise.resolve(role === 'annual-review' ? [tallies] : []);
  }
}

@Module({ imports: [WorkQueueModule, ProblemQueriesModule, GoalQueriesModule], providers: [Tallies] })
class SpecModule {}

/** The story of two problems, told of another branch. */
const toldTo = (branch: string, ...events: readonly (readonly GivenEvent[])[]): GivenEvent[] =>
  JSON.parse(
    JSON.stringify(events.flat())
      .replaceAll(/(2023-review-|2023-述职-|report-2023-)03/g, `$1${branch}`)
      .replaceAll('"03"', `"${branch}"`),
  ) as GivenEvent[];

const asked = story.step(
  'ExtensionRequested',
  { extension: 1, dueOn: '2024-08-31', reason: freeText('汛期') },
  '2024-03-01',
);
const granted = story.step(
  'ExtensionGranted',
  { extension: 1, dueOn: '2024-08-31', formerDueOn: '2024-06-30' },
  '2024-03-02',
);
const askedAgain = story.step(
  'ExtensionRequested',
  { extension: 2, dueOn: '2024-09-30', reason: freeText('汛期') },
  '2024-03-03',
);

/** Branch 13, whose second measure branch 14 leads, and the third, which is done. */
const ledElsewhere = toldTo('13', story.flagged, story.approved, [
  ...story.own(
    ...story.acknowledged,
    story.step(
      'PlanSubmitted',
      {
        cause: freeText('重视不够'),
        adoptedBy: '支部党员大会',
        adoptedOn: '2024-02-01',
        measures: [
          story.measure(1, 'by-date', '2024-06-30'),
          { ...story.measure(2, 'by-date', '2024-03-01'), leadUnit: { kind: 'branch', code: '14' } },
          { ...story.measure(3, 'by-date', '2024-06-30'), leadUnit: { kind: 'branch', code: '14' } },
          { ...story.measure(4, 'by-date', '2024-06-30'), leadUnit: { kind: 'department', code: 'HR' } },
          { ...story.measure(5, 'standing'), leadUnit: { kind: 'department', code: 'HR' } },
        ],
        dueOn: '2024-06-30',
      },
      '2024-02-02',
    ),
    story.step('PlanApproved', {}, '2024-02-05'),
    story.step('MeasureProgressed', { measure: 3, words: freeText('已办'), done: true, evidence: [] }, '2024-02-20'),
  ),
]);

const requirement = '2023-requirement-01';
const others: readonly GivenEvent[] = [
  ...inStream(
    reportStream(2023, '03'),
    {},
    event(
      'GoalAssigned',
      {
        year: 2023,
        branch: '03',
        comment: 1,
        goal: '2023-goal-03-01',
        no: '2023-目标-03-01',
        statement: freeText('发展党员一名'),
        measure: freeText('一名'),
        dueOn: '2024-11-30',
      },
      { on: '2024-01-18' },
    ),
  ),
  ...inStream(
    reviewStream(2023),
    {},
    event(
      'RequirementIssued',
      {
        year: 2023,
        requirement,
        no: '2023-要求-01',
        number: 1,
        heading: freeText('压实责任'),
        points: [freeText('每季度研究一次')],
        addressees: { kind: 'branches' },
        units: ['03'],
      },
      { on: '2024-01-18' },
    ),
  ),
];

let app: ReadModelApp;
const queueOf = async (client: HttpClient, query = ''): Promise<RoleQueue> => {
  const { queues } = (await client.get(`/api/v1/work-queue${query}`)).body as WorkQueueView;
  const [queue] = queues;
  if (queue === undefined || queues.length > 1) throw new Error(`${String(queues.length)} queues`);
  return queue;
};
const counted = ({ groups }: RoleQueue): readonly (readonly [ActName, number])[] =>
  groups.map(({ act, count }) => [act, count] as const);

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: SpecModule,
    projections: [problemLedger, goals, requirements, requirementUnits],
    entities: [ledgerEntity, goalEntity, requirementEntity, requirementUnitEntity],
    messages: [problemMessages, goalMessages, dutyMessages],
    clock: new FixedClock(new Date('2024-03-05T02:00:00Z')),
  });
  await app.given([
    ...toldTo('03', story.flagged, story.approved, story.own(...story.inProgress)),
    ...toldTo('05', story.flagged, story.approved, story.own(...story.inProgress, asked)),
    ...toldTo('07', story.flagged, story.approved, story.own(...story.inProgress, asked, granted, askedAgain)),
    ...toldTo('09', story.flagged, story.approved, story.own(...story.verified)),
    ...toldTo('11', story.flagged),
    ...ledElsewhere,
    ...others,
  ]);
}, 60_000);

afterAll(() => app.close());

describe('what waits', () => {
  it.each([
    [
      'chair',
      undefined,
      [
        ['approve-problem-list', 2],
        ['grant-extension', 1],
      ],
    ],
    [
      'office-head',
      undefined,
      [
        ['dispatch-problem', 5],
        ['grant-extension', 1],
        ['begin-standing', 1],
      ],
    ],
    ['office-clerk', undefined, []],
    [
      'branch-secretary',
      '03',
      [
        ['submit-rectification', 1],
        ['accept-goal', 1],
        ['acknowledge-requirement', 1],
      ],
    ],
    ['branch-clerk', '03', [['report-progress', 1]]],
    ['branch-secretary', '11', []],
    ['department', '03', []],
    ['committee-member', '09', [['begin-standing', 1]]],
    ['committee-member', '03', []],
    ['auditor', undefined, []],
    ['annual-review', undefined, [['confirm-tally', 2]]],
  ] as const)('for %s %s', async (role, unit, expected) => {
    expect(counted(await queueOf(await app.as(role, unit)))).toEqual(expected);
  });

  it('is shown by act, with lights, by due date, and as owed by whoever owes it', async () => {
    const queue = await queueOf(await app.as('office-head'), '?first=2');
    expect(queue).toMatchObject({ role: 'office-head', units: null });
    expect(queue.groups[0]).toMatchObject({
      act: 'dispatch-problem',
      zh: '交办',
      owedBy: 'office-head',
      count: 5,
      byLight: { red: 5 },
      items: [
        { kind: 'problem', no: '2023-述职-03-02', branch: '03', dueOn: '2024-01-29', light: { code: 'red' } },
        { no: '2023-述职-05-02' },
      ],
    });
    const member = await queueOf(await app.as('committee-member', '09'));
    expect(member).toMatchObject({ units: ['09'], groups: [{ act: 'begin-standing', owedBy: 'office-head' }] });
  });

  it('of a measure waits for the unit that leads it, not for the one that leads the problem', async () => {
    const queue = await queueOf(await app.as('branch-secretary', '14'));
    expect(queue.groups).toMatchObject([
      {
        act: 'report-progress',
        owedBy: 'unit',
        count: 1,
        byLight: { yellow: 1 },
        items: [{ kind: 'measure', id: '2023-review-13-01', no: '2023-述职-13-01', measure: 2, dueOn: '2024-03-01' }],
      },
    ]);
    expect(counted(await queueOf(await app.as('branch-clerk', '14')))).toEqual([['report-progress', 1]]);
    expect(counted(await queueOf(await app.as('department', 'HR')))).toEqual([['report-progress', 1]]);
    expect(counted(await queueOf(await app.as('branch-secretary', '13')))).toEqual([['submit-rectification', 1]]);
  });

  it('of a measure is on a problem that its unit sees', async () => {
    const listed = async (unit: string): Promise<unknown> =>
      (await (await app.as('branch-secretary', unit)).get('/api/v1/problems')).at('items');
    expect(await listed('14')).toMatchObject([{ id: '2023-review-13-01' }]);
    expect(await listed('15')).toEqual([]);
  });

  it('waits for the office once every unit has implemented a requirement', async () => {
    const clerk = await app.as('office-clerk');
    const own = (...events: readonly GivenEvent[]) => inStream(requirementStream(requirement), {}, ...events);
    await app.given(own(event('RequirementAcknowledged', { requirement, unit: '03' }, { on: '2024-01-22' })));
    expect(counted(await queueOf(clerk))).toEqual([]);
    const words = freeText('已研究');
    await app.given(
      own(event('RequirementImplemented', { requirement, unit: '03', words, evidence: [] }, { on: '2024-03-01' })),
    );
    expect(counted(await queueOf(clerk))).toEqual([['conclude-requirement', 1]]);
  });
});

describe('whose queue it is', () => {
  it('the roles held, and no other', async () => {
    const chair = await app.as('chair');
    expect((await chair.get('/api/v1/work-queue?role=office-head')).status).toBe(403);
    expect((await queueOf(chair, '?role=chair')).role).toBe('chair');
    expect((await (await app.as('admin')).get('/api/v1/work-queue')).status).toBe(403);
    expect((await chair.get('/api/v1/work-queue?person=x')).status).toBe(400);
  });
});
