import { Module } from '@nestjs/common';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import { GoalQueriesModule } from '#goals/goal-queries.module.js';
import { goalEntity, goals } from '#goals/projections/goals/goals.projection.js';
import {
  requirementUnitEntity,
  requirementUnits,
} from '#goals/projections/requirements/requirement-units.projection.js';
import { requirementEntity, requirements } from '#goals/projections/requirements/requirements.projection.js';
import { ExportsModule } from '#platform/exports/exports.module.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { oversightStream } from '#oversight/events.js';
import { ProblemQueriesModule } from '#problems/problem-queries.module.js';
import { ledgerEntity, problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import * as story from '#problems/testing/problem-story.js';
import { reportStream } from '#reviews/events.js';
import { ListsModule } from './lists.module.js';
import { listMessages } from './messages.js';

@Module({ imports: [ProblemQueriesModule, GoalQueriesModule, ListsModule, ExportsModule] })
class SpecModule {}

const goal = inStream(
  reportStream(2023, '05'),
  { branch: '05', year: 2023 },
  event(
    'GoalAssigned',
    {
      year: 2023,
      branch: '05',
      comment: 1,
      goal: '2023-goal-05-01',
      no: '2023-目标-05-01',
      statement: freeText('=HYPERLINK("http://x")'),
      measure: freeText('一名'),
      dueOn: '2024-11-30',
    },
    { on: '2024-01-18' },
  ),
);

let app: ReadModelApp;
let office: HttpClient;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: SpecModule,
    projections: [problemLedger, goals, requirements, requirementUnits],
    entities: [ledgerEntity, goalEntity, requirementEntity, requirementUnitEntity],
    messages: [listMessages],
    clock: new FixedClock(new Date('2024-03-05T02:00:00Z')),
  });
  await app.given([...story.flagged, ...story.approved, ...story.own(...story.inProgress), ...goal]);
  office = await app.as('office-head');
}, 60_000);

afterAll(() => app.close());

const shown = async (client: HttpClient, path: string, ...fields: string[]): Promise<unknown[]> => {
  const { body } = await client.get(`/api/v1/lists/${path}`);
  return (body as { items: Record<string, unknown>[] }).items.map((item) => fields.map((field) => item[field]));
};

it('the tasks are the measures of plans and the dated goals, in the order of branches, page by page', async () => {
  const all = [
    ['2023-述职-03-01', 1, '2024-03-01'],
    ['2023-述职-03-01', 2, '2024-06-30'],
    ['2023-述职-03-01', 3, null],
    ['2023-目标-05-01', null, '2024-11-30'],
  ];
  expect(await shown(office, 'tasks', 'no', 'measure', 'dueOn')).toEqual(all);
  const first = await office.get('/api/v1/lists/tasks?limit=1');
  expect(first.at('items', 0, 'light', 'code')).toBe('yellow');
  const next = `tasks?limit=1&cursor=${first.text('next')}`;
  expect(await shown(office, next, 'no', 'measure', 'dueOn')).toEqual(all.slice(3));
  expect(await shown(office, 'tasks?status=in-progress', 'no')).toHaveLength(3);
});

it('the same stand by unit and post, and the problems in their list', async () => {
  expect(await shown(office, 'responsibilities', 'unit', 'post')).toEqual([
    [{ kind: 'branch', code: '03' }, '组织委员'],
    [{ kind: 'branch', code: '05' }, null],
  ]);
  const first = await office.get('/api/v1/lists/responsibilities?limit=1');
  const next = `responsibilities?limit=1&cursor=${first.text('next')}`;
  expect(await shown(office, next, 'post')).toEqual([[null]]);
  expect(await shown(office, 'problems', 'no')).toEqual([['2023-述职-03-01'], ['2023-述职-03-02']]);
});

it('a unit has its own lines only', async () => {
  const of = async (role: 'branch-secretary' | 'department', unit: string) =>
    (await shown(await app.as(role, unit), 'tasks', 'no')).length;
  expect([await of('branch-secretary', '05'), await of('department', 'FIN'), await of('department', '05')]).toEqual([
    1, 3, 0,
  ]);
});

it('a file carries level, unit and date, opens as text, and is logged', async () => {
  const file = await office.get('/api/v1/lists/tasks?format=csv&branch=05', { 'Accept-Language': 'zh-CN' });
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="tasks-2024-03-05.csv"');
  const lines = String(file.body).split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?任务清单,内部,党委办公室负责人,2024-03-05$/);
  expect(lines[1]).toMatch(/^编号,党支部,措施,/);
  expect(lines[2]).toMatch(/^2023-目标-05-01,05,,目标任务,"'=HYPERLINK/);
  expect(lines).toHaveLength(4);
  const log = await (await app.as('auditor')).get('/api/v1/exports');
  expect(log.at('items')).toMatchObject([
    { what: 'lists/tasks', filter: { branch: '05' }, lines: 1, by: 'office-head' },
  ]);
  expect((await office.get('/api/v1/exports')).status).toBe(403);
});

it('the problem list says how often its lines were chased, and when last', async () => {
  const remind = (reminder: number, on: string) =>
    event('ReminderIssued', { subject: { kind: 'problem', id: story.problem }, reminder, unit: story.branch }, { on });
  await app.given(inStream(oversightStream(story.problem), {}, remind(1, '2024-03-02'), remind(2, '2024-03-01')));
  expect(await shown(office, 'problems', 'reminders', 'remindedOn')).toEqual([
    [2, '2024-03-02'],
    [0, null],
  ]);
  const file = await office.get('/api/v1/lists/problems?format=csv');
  const [, columns = '', first = '', second = ''] = String(file.body).split('\r\n');
  expect(columns).toMatch(/,催办次数,最近催办$/);
  expect([first, second].map((line) => line.split(',').slice(-2))).toEqual([
    ['2', '2024-03-02'],
    ['0', ''],
  ]);
});
