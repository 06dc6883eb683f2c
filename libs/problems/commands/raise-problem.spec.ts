import { randomUUID } from 'node:crypto';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { context, event } from '#event-sourcing/testing/decider-kit.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { RaiseProblemHandler } from './raise-problem-handler.js';
import { RaiseProblem } from './raise-problem.js';

let database: TestDatabase;
let log: TestLog;
let handler: RaiseProblemHandler;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  handler = new RaiseProblemHandler(new CommandExecutor(log.store, new EventSchemas({})), log.store);
  for (const code of ['03', '05', '07'])
    await log.append(`branch-${code}`, event('BranchEstablished', { code, name: `第${code}党支部` }));
});

afterAll(async () => {
  await log.close();
  await database.drop();
});

const command = (branch: string, some: Partial<CommandContext> = {}): RaiseProblem =>
  Object.assign(new RaiseProblem(), {
    year: 2024,
    branch,
    source: 'check' as const,
    category: '组织生活',
    statement: '“三会一课”记录不全。',
    context: context({ commandId: randomUUID(), correlationId: randomUUID(), ...some }),
  });

const numberOf = (stream: string): number => Number(stream.split('-').at(-1));

describe('given no problem of this year, source and branch', () => {
  it('when problems are raised one after the other, then they are numbered from 1', async () => {
    const first = await handler.execute(command('03'));
    const second = await handler.execute(command('03'));
    expect([first.stream, second.stream]).toEqual(['problem-2024-check-03-01', 'problem-2024-check-03-02']);
    expect(first.events[0]).toMatchObject({ type: 'ProblemRaised', metadata: { tags: { branch: '03', year: 2024 } } });
    expect(first.events[0]?.metadata.reads).toEqual([{ stream: 'branch-03', revision: 0 }]);
  });

  it('when many are raised at once, then each number is taken once and none is left out', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => handler.execute(command('05'))));
    const numbers = results.map(({ stream }) => numberOf(stream)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });
});

describe('given a problem raised under a key', () => {
  it('when it is raised again after others, then the first result is the answer', async () => {
    const request = { commandId: randomUUID() };
    const first = await handler.execute(command('07', request));
    await handler.execute(command('07'));
    const again = await handler.execute(command('07', request));
    expect(again).toEqual(first);
  });

  it('when the same is sent twice at once among others, then it is raised once', async () => {
    const request = { commandId: randomUUID() };
    const [one, , , two] = await Promise.all([
      handler.execute(command('07', request)),
      handler.execute(command('07')),
      handler.execute(command('07')),
      handler.execute(command('07', request)),
    ]);
    expect(two.stream).toBe(one.stream);
  });

  it('when the key comes with another request, then it is refused', async () => {
    const request = { commandId: randomUUID() };
    await handler.execute(command('07', request));
    await expect(handler.execute(command('07', { ...request, requestHash: '1'.repeat(64) }))).rejects.toMatchObject({
      name: 'IdempotencyKeyReused',
    });
  });
});

it('given a branch that does not exist, when a problem is raised, then it is refused', async () => {
  await expect(handler.execute(command('99'))).rejects.toMatchObject({ code: 'branch-not-found' });
});
