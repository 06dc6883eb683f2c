import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { EventSourcingModule } from '#event-sourcing/event-sourcing.module.js';
import { freeText } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/decider-kit.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { TestApp } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { GoalsModule } from './goals.module.js';
import { goalMessages } from './messages.js';

const PASSWORD = 'Correct-Horse-7-Battery';

let database: TestDatabase;
let log: TestLog;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  await log.append(
    'report-2023-03',
    event('GoalAssigned', {
      year: 2023,
      branch: '03',
      comment: 1,
      goal: '2023-goal-03-01',
      no: '2023-目标-03-01',
      statement: freeText('发展党员三名'),
      measure: freeText('人数'),
      dueOn: '2024-12-31',
    }),
  );
  await log.append(
    'review-2023',
    event('RequirementIssued', {
      year: 2023,
      requirement: '2023-requirement-01',
      no: '2023-要求-01',
      number: 1,
      heading: freeText('压实责任'),
      points: [],
      addressees: { kind: 'first-responsible-persons' },
      units: ['03', '05'],
    }),
  );
  app = await startTestApp({
    imports: [EventSourcingModule.of(log.store, new EventSchemas({})), GoalsModule],
    messages: [dutyMessages, goalMessages],
  });
});

afterAll(async () => {
  await app.close();
  await log.close();
  await database.drop();
});

const user = async (login: string, role: Role, unit?: string): Promise<HttpClient> => {
  const grant = { role, from: '2024-01-01', ...(unit === undefined ? {} : { unit }) };
  const users = [{ login, name: login, password: PASSWORD, grants: [grant] }];
  expect(await app.admin.post('/api/v1/users', { users })).toMatchObject({ status: 201 });
  return app.anonymous.signIn(login, PASSWORD);
};

it('a goal and a requirement go their way through HTTP', async () => {
  const clerk = await user('clerk', 'office-clerk');
  const third = await user('third', 'branch-secretary', '03');
  const fifth = await user('fifth', 'branch-secretary', '05');
  const seventh = await user('seventh', 'branch-secretary', '07');
  const goal = `/api/v1/goals/${encodeURIComponent('2023-目标-03-01')}`;
  const requirement = '/api/v1/requirements/2023-requirement-01';

  for (const [client, path, body, status] of [
    [fifth, `${goal}/acceptance`, {}, 404],
    [third, `${goal}/acceptance`, {}, 201],
    [third, `${goal}/progress`, { words: '已发展一名' }, 201],
    [third, `${goal}/result`, { summary: '已完成' }, 201],
    [clerk, `${goal}/result/return`, { reason: '缺数据' }, 201],
    [third, `${goal}/result`, { summary: '已补齐' }, 201],
    [clerk, `${goal}/conclusion`, { outcome: 'largely-achieved', finding: '基本完成' }, 201],
    [clerk, `${goal}/conclusion`, { outcome: 'achieved', finding: '完成' }, 409],
    [seventh, `${requirement}/acknowledgement`, {}, 404],
    [third, `${requirement}/acknowledgement`, {}, 201],
    [fifth, `${requirement}/acknowledgement`, {}, 201],
    [third, `${requirement}/implementation`, { words: '已落实' }, 201],
    [clerk, `${requirement}/conclusion`, { finding: '均已落实' }, 409],
    [fifth, `${requirement}/implementation`, { words: '已落实' }, 201],
    [clerk, `${requirement}/conclusion`, { finding: '均已落实' }, 201],
  ] as const) {
    const answer = await client.post(path, body);
    expect([path, answer.status]).toEqual([path, status]);
  }
});
