import { randomUUID } from 'node:crypto';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { context, event } from '#event-sourcing/testing/decider-kit.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { BRANCH_03, FLAGGED_DATA } from '../testing/lives.js';
import { contestDispatch, ContestDispatch } from './contest-dispatch.js';
import { IssueNoticeHandler } from './issue-notice-handler.js';
import { IssueNotice } from './issue-notice.js';

const NOTICE = '整改通知〔2024〕3号';
const problems = [1, 2, 3].map((n) => `2023-review-03-0${String(n)}`);

let database: TestDatabase;
let log: TestLog;
let handler: IssueNoticeHandler;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  handler = new IssueNoticeHandler(new CommandExecutor(log.store, new EventSchemas({})));
  for (const problem of problems)
    await log.append('report-2023-03', event('ProblemFlagged', { ...FLAGGED_DATA, problem, no: problem }));
  const list = { year: 2023, approvedOn: '2024-01-25', documentNumber: '2号', problems };
  await log.append('review-2023', event('ProblemListApproved', list, { on: '2024-01-25' }));
});

afterAll(async () => {
  await log.close();
  await database.drop();
});

const commandId = randomUUID();
const command = (named = problems, key = commandId): IssueNotice =>
  Object.assign(new IssueNotice(), {
    noticeNumber: NOTICE,
    unit: BRANCH_03,
    planDueOn: '2024-02-20',
    problems: named,
    context: context({ commandId: key, occurredOn: '2024-01-29', role: 'office-head' }),
  });

const lengthOf = async (stream: string): Promise<number> => {
  const slice = await log.store.readStream(stream, {});
  return slice.status === 'not-found' ? 0 : slice.events.length;
};
const lengths = async (): Promise<readonly number[]> =>
  Promise.all([`notice-${NOTICE}`, ...problems.map((id) => `problem-${id}`)].map(lengthOf));

it('a refused one appends nothing at all', async () => {
  await expect(handler.execute(command([...problems, '2023-review-03-09'], randomUUID()))).rejects.toMatchObject({
    code: 'problem-not-found',
    path: 'problems[3]',
  });
  expect(await lengths()).toEqual([0, 0, 0, 0]);
});

it('a run that was cut off after its first append is made whole under its key', async () => {
  const dead = new CommandExecutor(log.store, new EventSchemas({}));
  const live = dead.execute.bind(dead);
  let calls = 0;
  dead.execute = async (...given) => {
    calls += 1;
    if (calls > 2) throw new Error('the process ended');
    return live(...given);
  };
  await expect(new IssueNoticeHandler(dead).execute(command())).rejects.toThrow('the process ended');
  expect(await lengths()).toEqual([1, 2, 0, 0]);

  const { events } = await handler.execute(command());
  expect(events.map(({ type }) => type)).toEqual([
    'NoticeIssued',
    ...problems.flatMap(() => ['ProblemOpened', 'ProblemDispatched']),
  ]);
  expect(await lengths()).toEqual([1, 2, 2, 2]);
  expect((await handler.execute(command())).events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
});

it('what was contested under it goes out again under the same number', async () => {
  const [first = ''] = problems;
  const by = { commandId: randomUUID(), actor: 'secretary', role: 'branch-secretary', unit: '03' };
  const contest = { problem: first, reason: '属工会职责', context: context({ ...by, occurredOn: '2024-01-29' }) };
  const executor = new CommandExecutor(log.store, new EventSchemas({}));
  await new contestDispatch(executor).execute(Object.assign(new ContestDispatch(), contest));
  const { events } = await handler.execute(command([first], randomUUID()));
  expect(events).toMatchObject([{ type: 'ProblemDispatched', data: { problem: first, afterContest: 'confirmed' } }]);
});
