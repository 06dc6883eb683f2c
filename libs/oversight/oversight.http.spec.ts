import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { WorkQueueModule } from '#chronicle/work-queue.module.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import { freeText } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { ProblemQueriesModule } from '#problems/problem-queries.module.js';
import { ledgerEntity, problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import { clockDay } from '#problems/published/clock-day.js';
import * as story from '#problems/testing/problem-story.js';
import { oversightMessages } from './messages.js';
import { OversightModule } from './oversight.module.js';
import { OversightQueriesModule } from './oversight-queries.module.js';
import { InstructionWork } from './projections/instructions/instruction-work.js';
import { instructionEntity, instructions } from './projections/instructions/instructions.projection.js';
import { talk, talkEntity } from './projections/talk/talk.projection.js';

@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    {
      provide: CommandExecutor,
      inject: [EVENT_STORE],
      useFactory: (store: EventStore) => new CommandExecutor(store, new EventSchemas({})),
    },
  ],
  exports: [CommandExecutor, CqrsModule],
})
class Commands {}

@Module({
  imports: [Commands, ProblemQueriesModule, OversightModule, OversightQueriesModule, WorkQueueModule],
})
class SpecModule {}

const NO = encodeURIComponent('2023-述职-03-01');
const TALK = `/api/v1/oversight/${NO}`;

let app: ReadModelApp;
let office: HttpClient;
let chair: HttpClient;
let secretary: HttpClient;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: SpecModule,
    projections: [problemLedger, talk, instructions],
    entities: [ledgerEntity, talkEntity, instructionEntity],
    messages: [dutyMessages, oversightMessages],
    clock: new FixedClock(new Date('2024-03-05T02:00:00Z')),
  });
  await app.given([...story.flagged, ...story.approved, ...story.own(...story.inProgress)]);
  [office, chair, secretary] = await Promise.all([
    app.as('office-clerk'),
    app.as('chair'),
    app.as('branch-secretary', '03'),
  ]);
}, 60_000);

afterAll(() => app.close());

const waits = async (client: HttpClient, act: string): Promise<unknown> => {
  const { body } = await client.get('/api/v1/work-queue?first=1');
  const { queues } = body as { queues: { groups: { act: string; count: number }[] }[] };
  return queues[0]?.groups.find((group) => group.act === act) ?? null;
};

it('an instruction waits for its answer, and the answer for its leader', async () => {
  const order = { words: '请查清原因', dueOn: '2024-03-04', occurredOn: '2024-03-01' };
  expect(await chair.post(`${TALK}/instructions`, order, { 'Idempotency-Key': 'i1' })).toMatchObject({ status: 201 });
  const again = await chair.post(`${TALK}/instructions`, order, { 'Idempotency-Key': 'i1' });
  expect([again.status, again.at('length')]).toEqual([201, 1]);
  await app.given([]);
  expect(await waits(secretary, 'answer-instruction')).toMatchObject({
    owedBy: 'unit',
    count: 1,
    byLight: { red: 1 },
    items: [{ kind: 'instruction', no: '2023-述职-03-01', title: '请查清原因', dueOn: '2024-03-04' }],
  });
  const document = { kind: 'document', title: '交接情况说明', date: '2024-03-04', number: '三支部〔2024〕5号' };
  const words = '已查清，系交接不清。';
  const undated = await secretary.post(`${TALK}/instructions/1/answer`, {
    words,
    evidence: [{ ...document, date: '昨' }],
  });
  expect([undated.status, undated.errors]).toEqual([400, ['evidence[0].date: not-day']]);
  const answer = await secretary.post(`${TALK}/instructions/1/answer`, { words, evidence: [document] });
  expect(answer.status).toBe(201);
  await app.given([]);
  expect(await waits(secretary, 'answer-instruction')).toBeNull();
  expect(await waits(chair, 'conclude-instruction')).toMatchObject({ owedBy: 'chair', count: 1 });
  expect(await chair.post(`${TALK}/instructions/1/conclusion`, {})).toMatchObject({ status: 201 });
  await app.given([]);
  expect((await secretary.get(`/api/v1/problems/${NO}`)).at('oversight', 'instructions')).toMatchObject([
    {
      instruction: 1,
      status: { code: 'concluded', zh: '已办结' },
      light: { code: 'grey' },
      answers: [{ evidence: [document] }],
    },
  ]);
});

it('notes and reminders stand with the problem', async () => {
  const note = { words: '电话沟通', with: [{ kind: 'branch', code: '03' }] };
  expect((await office.post(`${TALK}/notes`, note)).status).toBe(201);
  expect((await office.post(`${TALK}/reminders`, {})).status).toBe(201);
  await app.given([]);
  expect((await office.get(`/api/v1/problems/${NO}`)).at('oversight')).toMatchObject({
    notes: [{ note: 1, on: '2024-03-05', words: '电话沟通' }],
    reminders: [{ reminder: 1, unit: { kind: 'branch', code: '03' }, answered: null }],
  });
  expect((await office.get('/api/v1/problems')).at('items', 0)).toMatchObject({
    no: '2023-述职-03-01',
    reminders: 1,
    remindedOn: '2024-03-05',
  });
});

it('what is wrong is told, and what is foreign is not there', async () => {
  const foreign = await app.as('branch-secretary', '05');
  const answers = await Promise.all([
    office.post('/api/v1/oversight/no-such/notes', { words: 'x' }),
    office.post(`${TALK}/reminders`, { unit: { kind: 'branch', code: '05' } }),
    foreign.post(`${TALK}/instructions/1/answer`, { words: '答' }),
    secretary.post(`${TALK}/reminders`, {}),
    foreign.get('/api/v1/branches/03/oversight'),
  ]);
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [400, 'request-invalid'],
    [422, 'unit-not-concerned'],
    [404, 'instruction-not-found'],
    [403, 'not-allowed'],
    [404, 'not-found'],
  ]);
});

describe('an instruction to a branch that ended', () => {
  it('waits for the successor that the ending names, and for its contact point; else for the main one', async () => {
    const [named, unnamed] = [story.other, story.problem];
    expect(await chair.post(`/api/v1/oversight/${unnamed}/instructions`, { words: '请说明' })).toMatchObject({
      status: 201,
    });
    const about = (instruction: number) => ({ subject: { kind: 'problem', id: named }, instruction });
    const words = freeText('请说明');
    await app.given(
      inStream<GivenEvent>(
        `oversight-${named}`,
        { branch: '03', year: 2023 },
        event('InstructionGiven', { ...about(1), words, addressee: story.branch }, { on: '2024-03-01', role: 'chair' }),
        event(
          'InstructionGiven',
          { ...about(2), words, addressee: story.branch },
          { on: '2024-03-01', role: 'committee-member' },
        ),
        event('InstructionAnswered', { ...about(2), answer: 1, words }, { on: '2024-03-02' }),
      ),
    );
    const ending = {
      code: '03',
      on: '2024-03-04',
      documentNumber: '党委〔2024〕12号',
      successors: ['05', '07'],
      mainSuccessor: '05',
      items: [{ kind: 'problem', id: named, successor: '07' }],
    };
    await app.given([event('BranchSplit', ending, { stream: 'branch-03', tags: { branch: '03' } })]);
    const clock = clockDay('2024-03-05', await app.app.get(PolicyReader).read('2024-03-05'));
    const waiting = async (role: Role, ...units: readonly string[]): Promise<unknown> => {
      const groups = await app.app.get(InstructionWork, { strict: false }).waiting({ role, units, clock, first: 10 });
      return groups.flatMap(({ items }) => items.map(({ no }) => no));
    };
    // A main successor's units reach over the code of the branch that ended.
    expect(await waiting('branch-secretary', '05', '03')).toEqual(['2023-述职-03-01']);
    expect(await waiting('branch-secretary', '07')).toEqual(['2023-述职-03-02']);
    expect(await waiting('committee-member', '05', '03')).toEqual([]);
    expect(await waiting('committee-member', '07')).toEqual(['2023-述职-03-02']);
  });
});
