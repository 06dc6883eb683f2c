import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { handles } from '#event-sourcing/command-handler.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult } from '#event-sourcing/command.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import { ProjectionModule } from '#event-sourcing/projection/projection.module.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { PG_POOL } from '../database/database.module.js';
import { FixedClock, startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { createTestDatabase } from '../testing/test-database.js';
import type { TestDatabase } from '../testing/test-database.js';
import type { HttpClient } from '../testing/http-client.js';
import { Performs, Roles } from './access.js';
import { CommandInput } from './command-input.js';
import { FromPath, ItemKey, Words } from './fields.js';
import { Reads, ReadQuery } from './read-query.js';
import { RecordedCommand } from './recorded-command.js';

type NoteEvent = EventsOf<{ Noted: { problem: string; words: FreeText } }>;

const notes: Aggregate<number, NoteEvent> = {
  category: 'notes',
  initial: 0,
  evolve: (count) => count + 1,
  tags: () => ({}),
};

class Note extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 100, example: '已签收' })
  readonly words: string;
}

const note = handles({
  command: Note,
  aggregate: notes,
  stream: ({ problem }) => `notes-${problem}`,
  decide: (command, count): readonly NoteEvent[] => {
    if (command.words === '停') throw new DomainError('note-refused', { count }, 'words', 'invalid');
    const { context: _, ...rest } = command;
    return [{ type: 'Noted', data: { problem: command.problem, words: freeText(JSON.stringify(rest)) } }];
  },
});

const noted = defineProjection<{ problem: string; times: number }, NoteEvent>({
  name: 'noted',
  version: 1,
  key: 'problem',
  columns: { problem: { type: 'text' }, times: { type: 'integer' } },
  indexes: [],
  sources: (problem) => [`problem-${problem}`],
  handlers: {
    Noted: {
      keys: ({ data }) => [data.problem],
      fold: (row, { data }) => ({ problem: data.problem, times: (row?.times ?? 0) + 1 }),
    },
  },
});

@Controller('problems')
class NotesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':problem/acknowledgement')
  @Performs('acknowledge-dispatch')
  acknowledge(@CommandInput() command: Note): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/closing')
  @Performs('close-problem')
  close(@CommandInput() command: Note): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Post(':problem/comment')
  @Performs('comment')
  comment(@CommandInput() command: Note): Promise<CommandResult> {
    return this.commands.execute(command);
  }

  @Get()
  @Reads('noted')
  @Roles('branch-secretary')
  read(@Query() query: ReadQuery): object {
    return { after: query.after };
  }
}

const PASSWORD = '学习-调研-整改-落实-见效-长期';
const USERS = {
  secretary: { affiliation: '03', grants: [{ role: 'branch-secretary', unit: '03', from: '2024-01-01' }] },
  twofold: {
    grants: [
      { role: 'committee-member', unit: '03', from: '2024-01-01' },
      { role: 'committee-member', unit: '05', from: '2024-01-01' },
      { role: 'chair', from: '2024-01-01' },
    ],
  },
  former: { grants: [{ role: 'branch-secretary', unit: '05', from: '2023-01-01', to: '2024-02-20' }] },
  clerk: { grants: [{ role: 'office-clerk', from: '2024-01-01' }] },
} as const;

let app: TestApp;
let logDatabase: TestDatabase;
let log: TestLog;
const clients = new Map<string, HttpClient>();
const persons = new Map<string, string>();

beforeAll(async () => {
  logDatabase = await createTestDatabase();
  log = await TestLog.open(logDatabase.url);
  const { store } = log;
  app = await startTestApp({
    clock: new FixedClock(new Date('2024-03-01T02:00:00Z')),
    messages: [{ 'note-refused': { zh: '不行', en: 'no' } }],
    imports: [
      CqrsModule.forRoot(),
      ProjectionModule.registerAsync({
        inject: [PG_POOL],
        useFactory: (pool) => ({ store, pool, schemas: new EventSchemas(), projections: [noted], follow: true }),
      }),
    ],
    controllers: [NotesController],
    providers: [
      { provide: EVENT_STORE, useValue: store },
      { provide: CommandExecutor, useFactory: () => new CommandExecutor(store, new EventSchemas()) },
      note,
    ],
  });
  const users = Object.entries(USERS).map(([login, user]) => ({ login, name: login, password: PASSWORD, ...user }));
  const created = await app.admin.post('/api/v1/users', { users });
  for (const [n, login] of Object.keys(USERS).entries()) {
    persons.set(login, created.text('users', n, 'person', 'id'));
    clients.set(login, await app.anonymous.signIn(login, PASSWORD));
  }
}, 60_000);
afterAll(async () => {
  await app?.close();
  await log?.close();
  await logDatabase?.drop();
});

let next = 10;
/** A problem that nobody has touched. */
const fresh = () => `2023-review-03-${String((next += 1))}`;
const send = (who: keyof typeof USERS, path: string, body: object = {}, headers: Record<string, string> = {}) =>
  (clients.get(who) ?? app.anonymous).post(`/api/v1/problems/${path}`, { words: '已签收', ...body }, headers);

async function metadataOf(problem: string) {
  const slice = await log.store.readStream(`notes-${problem}`);
  return slice.status === 'found' ? slice.events.map(({ envelope }) => envelope.metadata) : [];
}

describe('a command', () => {
  it('answers what was recorded, and where', async () => {
    const problem = fresh();
    const answer = await send('secretary', `${problem.replace('review', encodeURIComponent('述职'))}/acknowledgement`, {
      words: ' 一\r\n二',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('log-position')).toBe(answer.text('position'));
    expect(answer.body).toMatchObject({
      stream: `notes-${problem}`,
      length: 1,
      events: [{ type: 'Noted', revision: 0, occurredOn: '2024-03-01', data: { problem } }],
    });
    expect(JSON.parse(answer.text('events', 0, 'data', 'words', 'text'))).toEqual({ problem, words: ' 一\n二' });
  });

  it('names actor, role, recorder and the rest in the metadata, and keeps them out of the data', async () => {
    const problem = fresh();
    const basis = { kind: '签收单', date: '2024-02-28', number: '3号' };
    const body = { occurredOn: '2024-02-29', seq: 2, basis, lateReason: '补录' };
    const answer = await send('secretary', `${problem}/acknowledgement`, body, { 'X-Correlation-Id': 'c-1' });
    const [metadata] = await metadataOf(problem);
    expect(metadata).toMatchObject({
      occurredOn: '2024-02-29',
      seq: 2,
      basis,
      actor: persons.get('secretary'),
      recordedBy: persons.get('secretary'),
      role: 'branch-secretary',
      $correlationId: 'c-1',
    });
    expect(JSON.parse(answer.text('events', 0, 'data', 'words', 'text'))).toEqual({ problem, words: '已签收' });
  });

  it.each([
    ['a field of the path in the body', { problem: '2023-review-03-02' }, 400, 'problem: field-from-path'],
    ['a context in the body', { context: { role: 'chair' } }, 400, 'context: unknown-field'],
    ['a day to come', { occurredOn: '2024-03-02' }, 422, 'occurredOn: occurred-in-future'],
    ['a paper of a day to come', { basis: { kind: 'x', date: '2024-03-02' } }, 422, 'basis.date: basis-in-future'],
    ['a late entry without a reason', { occurredOn: '2024-02-22' }, 422, 'lateReason: late-reason-required'],
    ['what the decision refuses', { words: '停' }, 422, 'words: note-refused'],
  ])('given %s, is refused', async (_what, body, status, error) => {
    const problem = fresh();
    const answer = await send('secretary', `${problem}/acknowledgement`, body);
    expect([answer.status, answer.errors]).toEqual([status, [error]]);
    expect(await metadataOf(problem)).toEqual([]);
  });

  it('given a late entry inside the grace, or with a reason, is taken', async () => {
    expect((await send('secretary', `${fresh()}/acknowledgement`, { occurredOn: '2024-02-23' })).status).toBe(201);
    const late = { occurredOn: '2024-01-22', lateReason: '住院' };
    expect((await send('secretary', `${fresh()}/acknowledgement`, late)).status).toBe(201);
  });

  it('is for those who hold a role for it today', async () => {
    expect((await send('former', `${fresh()}/acknowledgement`)).code).toBe('not-allowed');
    expect((await send('clerk', `${fresh()}/acknowledgement`)).code).toBe('role-not-held');
  });
});

describe('the role', () => {
  const close = (headers: Record<string, string>) => send('twofold', `${fresh()}/closing`, {}, headers);

  it.each([
    ['is asked for where several fit', {}, 400, 'role-required'],
    ['may be any of those held', { 'Acting-Role': 'chair' }, 201, undefined],
    ['may be no other', { 'Acting-Role': 'office-head' }, 403, 'role-not-held'],
    ['needs its unit where it is held for several', { 'Acting-Role': 'committee-member' }, 400, 'unit-required'],
    ['takes no other unit', { 'Acting-Role': 'committee-member', 'Acting-Unit': '07' }, 403, 'unit-not-held'],
    ['takes one of its units', { 'Acting-Role': 'committee-member', 'Acting-Unit': '05' }, 201, undefined],
  ])('%s', async (_what, headers, status, code) => {
    const answer = await close(headers);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });
});

describe('what somebody else decided', () => {
  const basis = { kind: '签收单', date: '2024-02-20' };

  it('is entered by the office from paper, in the role held on that day', async () => {
    const problem = fresh();
    const body = { actor: persons.get('former'), occurredOn: '2024-02-20', basis, lateReason: '纸质转录' };
    expect((await send('clerk', `${problem}/acknowledgement`, body)).status).toBe(201);
    expect(await metadataOf(problem)).toMatchObject([
      { actor: persons.get('former'), recordedBy: persons.get('clerk'), role: 'branch-secretary', basis },
    ]);
  });

  it.each([
    ['after that role had ended', { occurredOn: '2024-02-21', basis, lateReason: '转录' }, 'actor: actor-lacks-role'],
    ['without its paper', { occurredOn: '2024-02-20', lateReason: '转录' }, 'basis: basis-required'],
  ])('is not taken %s', async (_what, body, error) => {
    const answer = await send('clerk', `${fresh()}/acknowledgement`, { actor: persons.get('former'), ...body });
    expect([answer.status, answer.errors]).toEqual([422, [error]]);
  });

  it('in a meeting needs no other paper than its minutes', async () => {
    const body = { actor: persons.get('twofold') };
    expect((await send('clerk', `${fresh()}/comment`, body, { 'Acting-Role': 'chair' })).status).toBe(201);
  });

  it('is not for others to enter', async () => {
    const body = { actor: persons.get('former'), basis };
    const answer = await send('secretary', `${fresh()}/acknowledgement`, body);
    expect([answer.status, answer.code]).toEqual([403, 'actor-is-another']);
  });
});

describe('a repeated command', () => {
  it('under its key answers what the first one recorded, once in the log', async () => {
    const problem = fresh();
    const again = () => send('secretary', `${problem}/acknowledgement`, { words: '一' }, { 'Idempotency-Key': 'k 1' });
    const [first, second] = [await again(), await again()];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('etag')).toBe('"1"');
    expect(await metadataOf(problem)).toHaveLength(1);
  });

  it('under its key with something else in it is refused', async () => {
    const problem = fresh();
    const headers = { 'Idempotency-Key': 'k2' };
    await send('secretary', `${problem}/acknowledgement`, { words: '一' }, headers);
    const other = await send('secretary', `${problem}/acknowledgement`, { words: '二' }, headers);
    expect([other.status, other.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('without a key is another command', async () => {
    const problem = fresh();
    for (const length of [1, 2])
      expect((await send('secretary', `${problem}/acknowledgement`)).at('length')).toBe(length);
  });

  it.each(['', 'é', 'k'.repeat(201)])('under the key %j is refused', async (key) => {
    const answer = await send('secretary', `${fresh()}/acknowledgement`, {}, { 'Idempotency-Key': key });
    expect([answer.status, answer.code]).toEqual([400, 'idempotency-key-invalid']);
  });
});

describe('If-Match', () => {
  it('lets through who saw the present state, and nobody else', async () => {
    const problem = fresh();
    const act = (etag: string) => send('secretary', `${problem}/acknowledgement`, {}, { 'If-Match': etag });
    expect((await act('"0"')).status).toBe(201);
    const stale = await act('"0"');
    expect([stale.status, stale.code]).toEqual([412, 'changed-meanwhile']);
    expect((await act('W/"1"')).status).toBe(201);
    expect((await act('*')).code).toBe('if-match-invalid');
  });
});

describe('a read', () => {
  it('with `after` knows of what was recorded before', async () => {
    for (let n = 0; n < 10; n += 1) {
      const recorded = await send('secretary', `${fresh()}/acknowledgement`);
      const answer = await clients.get('secretary')?.get(`/api/v1/problems?after=${recorded.text('position')}`);
      expect(answer?.status).toBe(200);
      expect(Number(answer?.headers.get('read-position'))).toBeGreaterThanOrEqual(Number(recorded.text('position')));
    }
  });

  it('given a place that the log has not reached, says so in time', async () => {
    const answer = await clients.get('secretary')?.get('/api/v1/problems?after=999999');
    expect([answer?.status, answer?.code, answer?.headers.get('retry-after')]).toEqual([503, 'read-model-behind', '2']);
    expect((await clients.get('secretary')?.get('/api/v1/problems?after=x'))?.code).toBe('position-invalid');
  }, 20_000);
});
