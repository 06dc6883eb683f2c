import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dutyMessages } from '#access/messages.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import type { Given, GivenEvent } from '#event-sourcing/testing/given-event.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { reportStream, reviewStream } from '#reviews/events.js';
import { goalStream, requirementStream } from './events.js';
import type { GoalEvent, RequirementEvent } from './events.js';
import type { GoalsView } from './goal-queries.controller.js';
import { GoalQueriesModule } from './goal-queries.module.js';
import type { GoalView } from './goal-views.js';
import { goalMessages } from './messages.js';
import { goalEntity, goals } from './projections/goals/goals.projection.js';
import { requirementUnitEntity, requirementUnits } from './projections/requirements/requirement-units.projection.js';
import { requirementEntity, requirements } from './projections/requirements/requirements.projection.js';
import type { RequirementsView } from './requirement-queries.controller.js';
import type { RequirementView } from './requirement-views.js';

const goalOf = (branch: string, n = 1): string => `2023-goal-${branch}-0${String(n)}`;
const summary = freeText('已完成');

const assigned = (branch: string, dueOn: string, statement: string): readonly GivenEvent[] =>
  inStream(
    reportStream(2023, branch),
    {},
    event(
      'GoalAssigned',
      {
        year: 2023,
        branch,
        comment: 1,
        goal: goalOf(branch),
        no: `2023-目标-${branch}-01`,
        statement: freeText(statement),
        measure: freeText('两名'),
        dueOn,
      },
      { on: '2024-01-18' },
    ),
  );

const own = (branch: string, ...events: readonly Given<GoalEvent>[]): readonly GivenEvent[] =>
  inStream<GivenEvent>(goalStream(goalOf(branch)), {}, ...events);
const accepted = (branch: string) => event('GoalAccepted', { goal: goalOf(branch) }, { on: '2024-01-22' });

const issued = (number: number, kind: 'branches' | 'departments', units: readonly string[]): readonly GivenEvent[] =>
  inStream(
    reviewStream(2023),
    {},
    event(
      'RequirementIssued',
      {
        year: 2023,
        requirement: `2023-requirement-0${String(number)}`,
        no: `2023-要求-0${String(number)}`,
        number,
        heading: freeText('压实责任'),
        points: [freeText('每季度研究一次')],
        addressees: { kind, codes: units },
        units,
        dueOn: '2024-03-01',
      },
      { on: '2024-01-18' },
    ),
  );
const requirement = '2023-requirement-01';
const followed = inStream<Given<RequirementEvent>>(
  requirementStream(requirement),
  {},
  event('RequirementAcknowledged', { requirement, unit: '03' }, { on: '2024-01-22' }),
  event('RequirementAcknowledged', { requirement, unit: '05' }, { on: '2024-01-23' }),
  event('RequirementImplemented', { requirement, unit: '05', words: summary, evidence: [] }, { on: '2024-02-20' }),
);

let app: ReadModelApp;
let chair: HttpClient;
const goalList = async (client: HttpClient, query = ''): Promise<GoalsView> =>
  (await client.get(`/api/v1/goals${query}`)).body as GoalsView;
const ids = ({ items }: { readonly items: readonly { readonly id: string }[] }): string[] => items.map(({ id }) => id);
const requirementList = async (client: HttpClient, query = ''): Promise<RequirementsView> =>
  (await client.get(`/api/v1/requirements${query}`)).body as RequirementsView;
const goalIn = ({ body }: Answer): GoalView => body as GoalView;
const requirementIn = ({ body }: Answer): RequirementView => body as RequirementView;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: GoalQueriesModule,
    projections: [goals, requirements, requirementUnits],
    entities: [goalEntity, requirementEntity, requirementUnitEntity],
    messages: [goalMessages, dutyMessages],
    clock: new FixedClock(new Date('2024-03-05T02:00:00Z')),
  });
  await app.given([
    ...assigned('07', '2024-11-30', '办实事三件'),
    ...assigned('05', '2024-03-01', '发展党员两名'),
    ...own('05', accepted('05')),
    ...assigned('03', '2024-11-30', '发展党员一名'),
    ...own(
      '03',
      accepted('03'),
      event('GoalResultSubmitted', { goal: goalOf('03'), submission: 1, summary, evidence: [] }, { on: '2024-03-01' }),
    ),
    ...issued(1, 'branches', ['03', '05', '07']),
    ...issued(2, 'departments', ['03', 'FIN']),
    ...followed,
  ]);
  chair = await app.as('chair');
}, 60_000);

afterAll(() => app.close());

describe('the goals', () => {
  it('are listed by branch code with lights and counts', async () => {
    const list = await goalList(chair);
    expect(list.items).toMatchObject([
      { id: goalOf('03'), status: { code: 'submitted' }, whoOwes: { by: 'office' }, light: { code: 'green' } },
      { id: goalOf('05'), status: { code: 'accepted' }, whoOwes: { by: 'unit', unit: '05' }, light: { code: 'red' } },
      { id: goalOf('07'), status: { code: 'assigned' }, dueOn: '2024-01-25', light: { code: 'red' } },
    ]);
    expect(list.counts).toMatchObject({
      byStatus: { assigned: 1, accepted: 1, submitted: 1, concluded: 0 },
      byLight: { red: 2, green: 1, grey: 0 },
    });
  });

  it.each([
    ['branch=05', ['05']],
    ['light=red', ['05', '07']],
    ['status=submitted', ['03']],
    ['whoOwes=unit', ['05', '07']],
    ['owes=unit', ['05', '07']],
    ['dueTo=2024-03-01', ['05', '07']],
    ['raisedIn=2022', []],
    [`text=${encodeURIComponent('党员')}`, ['03', '05']],
  ])('are filtered by %s', async (query, branches) => {
    expect(ids(await goalList(chair, `?${query}`))).toEqual(branches.map((branch) => goalOf(branch)));
  });

  it('come in pages', async () => {
    const first = await goalList(chair, '?limit=2');
    expect(ids(first)).toEqual([goalOf('03'), goalOf('05')]);
    const second = await goalList(chair, `?limit=2&cursor=${first.next ?? ''}`);
    expect([ids(second), second.next]).toEqual([[goalOf('07')], undefined]);
  });

  it('are seen by their branch alone, and not by departments or administrators', async () => {
    const secretary = await app.as('branch-secretary', '05');
    expect(ids(await goalList(secretary))).toEqual([goalOf('05')]);
    expect((await secretary.get(`/api/v1/goals/${goalOf('03')}`)).status).toBe(404);
    expect((await (await app.as('department', '05')).get('/api/v1/goals')).status).toBe(403);
    expect((await (await app.as('admin')).get('/api/v1/goals')).status).toBe(403);
  });

  it('tell what may be done next, by number as by id, without persons', async () => {
    const clerk = await app.as('office-clerk');
    const answer = await clerk.get(`/api/v1/goals/${encodeURIComponent('2023-目标-03-01')}`);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(goalIn(answer)).toMatchObject({
      id: goalOf('03'),
      results: [{ submission: 1, summary: '已完成' }],
      actions: [
        { act: 'return-goal-result', allowed: true },
        { act: 'conclude-goal', allowed: true },
      ],
    });
    expect(JSON.stringify(answer.body)).not.toContain('somebody');
  });
});

describe('the requirements', () => {
  it('show how far each unit has come, in the order of codes', async () => {
    const { items } = await requirementList(chair);
    expect(ids({ items })).toEqual([requirement, '2023-requirement-02']);
    expect(items[0]?.units).toMatchObject([
      { unit: '03', status: { code: 'acknowledged' }, dueOn: '2024-03-01', light: { code: 'red' } },
      { unit: '05', status: { code: 'implemented' }, whoOwes: { by: 'office' }, light: { code: 'green' } },
      { unit: '07', status: { code: 'issued' }, dueOn: '2024-01-25', light: { code: 'red' } },
    ]);
  });

  it.each([
    ['unit=05', [[requirement, ['05']]]],
    [
      'status=issued',
      [
        [requirement, ['07']],
        ['2023-requirement-02', ['03', 'FIN']],
      ],
    ],
    ['light=green', [[requirement, ['05']]]],
    ['raisedIn=2022', []],
  ])('are filtered by %s', async (query, expected) => {
    const { items } = await requirementList(chair, `?${query}`);
    expect(items.map(({ id, units }) => [id, units.map(({ unit }) => unit)])).toEqual(expected);
  });

  it('come in pages', async () => {
    const first = await requirementList(chair, '?limit=1');
    expect(ids(first)).toEqual([requirement]);
    const second = await requirementList(chair, `?limit=1&cursor=${first.next ?? ''}`);
    expect([ids(second), second.next]).toEqual([['2023-requirement-02'], undefined]);
  });

  it.each([
    ['branch-secretary', '03', [requirement]],
    ['department', 'FIN', ['2023-requirement-02']],
    ['department', '05', []],
    ['branch-secretary', '09', []],
  ] as const)('are seen by whom they address: %s %s', async (role, unit, expected) => {
    const client = await app.as(role, unit);
    const { items } = await requirementList(client);
    expect(ids({ items })).toEqual(expected);
    expect(items.flatMap(({ units }) => units.map((part) => part.unit))).toEqual(expected.map(() => unit));
    const { status } = await client.get(`/api/v1/requirements/${requirement}`);
    expect(status).toBe(expected.some((id) => id === requirement) ? 200 : 404);
  });

  it.each([
    ['whoOwes=unit', [requirement, '2023-requirement-02']],
    ['whoOwes=nobody', []],
    ['whoOwes=unit&raisedIn=2022', []],
  ])('are filtered by %s', async (query, expected) => {
    expect(ids(await requirementList(chair, `?${query}`))).toEqual(expected);
  });

  it('tell the office for whom it still waits', async () => {
    const answer = await (await app.as('office-clerk')).get(`/api/v1/requirements/${requirement}`);
    expect(answer.headers.get('etag')).toBe('"3"');
    expect(requirementIn(answer).actions).toMatchObject([
      {
        act: 'conclude-requirement',
        allowed: false,
        reason: { code: 'requirement-not-implemented', zh: expect.stringContaining('03, 07') },
      },
    ]);
    const secretary = await (await app.as('branch-secretary', '03')).get(`/api/v1/requirements/${requirement}`);
    expect(requirementIn(secretary).actions).toMatchObject([{ act: 'implement-requirement', allowed: true }]);
  });
});
