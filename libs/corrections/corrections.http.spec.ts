import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Role } from '#access/roles.js';
import type { WaitingGroup } from '#chronicle/published/work-queue.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import { AmendedPage } from '#chronicle/amended-page.js';
import { OwnBranchController } from '#chronicle/http/own-branch.controller.js';
import { TimelineController } from '#chronicle/http/timeline.controller.js';
import { CyclesQuery } from '#chronicle/projections/cycles/cycles.query.js';
import { cycleEntity, cycles } from '#chronicle/projections/cycles/cycles.projection.js';
import { textRemovalEntity, textRemovals } from './projections/text-removals/text-removals.projection.js';
import { timeline, timelineEntity } from '#chronicle/projections/timeline/timeline.projection.js';
import { TimelineQuery } from '#chronicle/projections/timeline/timeline.query.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { CorrectionsModule } from './corrections.module.js';
import { correctionMessages } from './messages.js';
import { TextRemovalWork } from './projections/text-removals/text-removal-work.js';

@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    {
      provide: CommandExecutor,
      inject: [EVENT_STORE, EventSchemas],
      useFactory: (store: EventStore, schemas: EventSchemas) => new CommandExecutor(store, schemas),
    },
  ],
  exports: [CommandExecutor, CqrsModule],
})
class ExecutorModule {}

@Module({
  imports: [ExecutorModule, CorrectionsModule, DiscoveryModule],
  controllers: [TimelineController, OwnBranchController],
  providers: [AmendedPage, TimelineQuery, CyclesQuery],
})
class CorrectionsAtWork {}

const STREAMS = ['branch-03', 'branch-05', 'problem-2023-review-03-01', 'report-2023-05'];
const ENTRY = '/api/v1/entries/problem-2023-review-03-01';
const PLAN = `${ENTRY}/5`;

let app: ReadModelApp;
let head: HttpClient;
let secretary: HttpClient;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: CorrectionsAtWork,
    projections: [timeline, cycles, textRemovals],
    entities: [timelineEntity, cycleEntity, textRemovalEntity],
    messages: [correctionMessages],
    clock: new FixedClock(new Date('2025-03-01T02:00:00Z')),
  });
  await app.given(TWO_YEARS.filter(({ circumstances: { stream = '' } }) => STREAMS.includes(stream)));
  [head, secretary] = [await app.as('office-head'), await app.as('branch-secretary', '03')];
}, 60_000);

afterAll(() => app.close());

const body = { field: '/measures/0/words', text: '逐月补齐党费台账', kind: 'substance', reason: '漏写“党费”' };
const correct = (client: HttpClient, change: object = {}, path = PLAN, headers = {}): Promise<Answer> =>
  client.post(`${path}/corrections`, { ...body, ...change }, headers);

const timelineOf = async (client: HttpClient, query: string, after: string): Promise<readonly object[]> => {
  const answer = await client.get(`/api/v1/branches/03/timeline?limit=200&after=${after}${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { readonly items: readonly object[] }).items;
};

describe('an entry that is corrected', () => {
  it('reads as corrected, is marked and found so, and keeps its history', async () => {
    const key = { 'Idempotency-Key': 'correct-plan' };
    const answer = await correct(head, {}, PLAN, key);
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    expect((await correct(head, {}, PLAN, key)).body).toEqual(answer.body);
    const after = answer.text('position');
    const found = await timelineOf(secretary, `&text=${encodeURIComponent('逐月补齐党费')}`, after);
    expect(found).toMatchObject([
      { type: 'EntryCorrected', kind: 'problem', sentence: { zh: '实质更正：漏写“党费”' } },
      {
        type: 'PlanSubmitted',
        revision: 5,
        data: { measures: [{ words: '逐月补齐党费台账' }] },
        corrected: [{ kind: 'substance', field: '/measures/0/words', on: '2025-03-01', reason: '漏写“党费”' }],
      },
    ]);
    expect(await timelineOf(secretary, `&text=${encodeURIComponent('逐月补齐台账')}`, after)).toEqual([]);

    const page = await secretary.get('/api/v1/me/branch');
    expect(page.at('items', 0, 'amended')).toMatchObject([
      { on: '2025-03-01', stream: 'problem-2023-review-03-01', zh: '实质更正：漏写“党费”' },
    ]);
    expect((await (await app.as('branch-clerk', '05')).get('/api/v1/me/branch')).at('items', 0, 'amended')).toEqual([]);

    const history = await secretary.get(`${PLAN}/history`);
    expect(history.at('corrections')).toMatchObject([
      { before: '逐月补齐台账', after: '逐月补齐党费台账', kind: 'substance', by: { role: 'office-head' } },
    ]);
    expect(history.at('correctable')).toContainEqual({ field: '/adoptedOn', reads: '2024-02-21' });
    expect((await (await app.as('branch-secretary', '05')).get(`${PLAN}/history`)).status).toBe(404);
  });

  it('keeps what it said where the correction is refused', async () => {
    expect((await correct(secretary)).code).toBe('amended-by-actor-or-head');
    expect((await correct(await app.as('branch-secretary', '05'))).status).toBe(404);
    expect((await correct(head, {}, `${ENTRY}/99`)).code).toBe('entry-not-found');
    expect((await correct(head, { field: '/measures/0/dueOn', text: '2024-06-30' })).errors).toEqual([
      'field: field-not-correctable',
    ]);
    const personal = await correct(head, { text: '联系人手机13800138000' });
    expect([personal.status, personal.errors]).toEqual([400, ['text: text-mobile-number']]);
    const card = await correct(head, { reason: '身份证11010519491231002X' });
    expect(card.errors).toEqual(['reason: text-identity-number']);
    expect((await correct(head, {}, '/api/v1/entries/..%2Fpolicy/0')).status).toBe(400);
  });

  it('tells no grade before it is fed back, and no votes', async () => {
    const { stream, revision } = gradeOf05();
    const other = await app.as('branch-secretary', '05');
    expect((await other.get(`/api/v1/entries/${stream}/${revision}/history`)).status).toBe(404);
    expect((await head.get(`/api/v1/entries/${stream}/${revision}/history`)).status).toBe(200);
  });
});

describe('entries that are voided', () => {
  const CLOSED = 12;
  const voiding = (client: HttpClient, revisions: readonly number[]): Promise<Answer> =>
    client.post(`${ENTRY}/voidings`, { revisions, reason: '误录' });

  it('are in the way of nothing, shown on demand, and told of', async () => {
    expect((await voiding(head, [CLOSED - 1])).code).toBe('built-upon');
    expect((await voiding(secretary, [CLOSED])).code).toBe('amended-by-actor-or-head');
    expect((await voiding(head, [])).errors).toEqual(['revisions: list-too-short']);
    const answer = await voiding(head, [CLOSED]);
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    const after = answer.text('position');
    const item = `&item=${encodeURIComponent('2023-述职-03-01')}`;
    expect((await timelineOf(secretary, item, after)).slice(0, 1)).toMatchObject([
      { type: 'EntryVoided', sentence: { zh: '作废1条记录：误录' }, voided: null },
    ]);
    const closed = { type: 'ProblemClosed' };
    expect(await timelineOf(secretary, item, after)).not.toContainEqual(expect.objectContaining(closed));
    const voided = { on: '2025-03-01', reason: '误录' };
    expect(await timelineOf(secretary, `${item}&voided=true`, after)).toContainEqual(
      expect.objectContaining({ ...closed, voided }),
    );
    expect((await secretary.get(`${ENTRY}/${String(CLOSED)}/history`)).at('voided')).toMatchObject({
      reason: '误录',
      by: { role: 'office-head' },
    });
    expect((await voiding(head, [CLOSED])).code).toBe('entry-voided');
  });
});

const gradeOf05 = (): { readonly stream: string; readonly revision: string } => {
  const stream = 'report-2023-05';
  const own = TWO_YEARS.filter(({ circumstances }) => circumstances.stream === stream);
  return { stream, revision: String(own.findIndex(({ type }) => type === 'GradeDecided')) };
};

describe('a text that two people remove', () => {
  const ENTRY_ID = 'problem-2023-review-03-01/5';

  const waitingFor = async (role: Role): Promise<readonly WaitingGroup[]> => {
    await app.given([]);
    const work = app.app.get(TextRemovalWork, { strict: false });
    return work.waiting({
      role,
      units: [],
      clock: clockDay('2025-03-01', await app.app.get(PolicyReader).read('2025-03-01')),
      first: 5,
    });
  };

  const MEASURE = '/measures/0/words';
  const request = { field: MEASURE, ground: 'personal-data', reason: '写入了住址' };
  const removals = `${PLAN}/text-removals`;

  it('is read until the second one confirms, and by nobody and nowhere after', async () => {
    const chair = await app.as('chair');
    expect((await chair.post(removals, request)).code).toBe('amended-by-actor-or-head');
    expect((await head.post(removals, { ...request, ground: 'other' })).errors).toEqual(['ground: not-one-of']);
    expect((await head.post(removals, { ...request, field: '/adoptedOn' })).errors).toEqual([
      'field: field-not-removable',
    ]);
    expect((await chair.post(`${removals}/confirmation`, { field: MEASURE })).code).toBe('removal-not-requested');
    const key = { 'Idempotency-Key': 'remove-measure' };
    const asked = await head.post(removals, request, key);
    expect([asked.status, (await head.post(removals, request, key)).body]).toEqual([201, asked.body]);
    const words = encodeURIComponent('逐月补齐党费');
    expect(await timelineOf(secretary, `&text=${words}`, asked.text('position'))).not.toEqual([]);

    expect(await waitingFor('chair')).toMatchObject([
      { act: 'confirm-text-removal', count: 1, items: [{ kind: 'entry', id: ENTRY_ID, title: '写入了住址' }] },
    ]);
    expect(await waitingFor('branch-secretary')).toEqual([]);
    expect((await head.post(`${removals}/confirmation`, { field: MEASURE })).code).toBe('removal-confirmed-by-another');
    expect((await secretary.post(`${removals}/confirmation`, { field: MEASURE })).status).toBe(403);
    const confirmed = await chair.post(`${removals}/confirmation`, { field: MEASURE });
    expect([confirmed.status, confirmed.body]).toEqual([201, expect.anything()]);
    const after = confirmed.text('position');
    expect(await waitingFor('chair')).toEqual([]);
    for (const text of ['逐月补齐党费', '逐月补齐台账'])
      expect(await timelineOf(secretary, `&text=${encodeURIComponent(text)}`, after)).toEqual([]);
    const all = JSON.stringify(await timelineOf(secretary, '&voided=true', after));
    expect(all).not.toMatch(/逐月补齐/);
    expect(all).toContain('依规移除文字（个人信息）');
    const history = await secretary.get(`${PLAN}/history`);
    expect(history.at('corrections')).toMatchObject([{ before: '〔已依规移除〕', after: '〔已依规移除〕' }]);
    expect(history.at('removals')).toMatchObject([
      {
        field: MEASURE,
        ground: 'personal-data',
        status: 'removed',
        by: { role: 'office-head' },
        answer: { by: { role: 'chair' } },
      },
    ]);
    expect(JSON.stringify(history.body)).not.toMatch(/逐月补齐/);
    // The command that once corrected it is answered as it was, but for the text.
    const repeated = await correct(head, {}, PLAN, { 'Idempotency-Key': 'correct-plan' });
    expect(JSON.stringify(repeated.body)).not.toMatch(/逐月补齐/);
    expect((await head.post(removals, request)).code).toBe('text-removed-already');
  });

  it('stays where the second one refuses', async () => {
    const chair = await app.as('chair');
    const cause = { ...request, field: '/cause' };
    expect((await head.post(removals, cause)).status).toBe(201);
    expect((await chair.post(`${removals}/refusal`, { field: '/cause' })).errors).toEqual(['reason: field-required']);
    expect((await chair.post(`${removals}/refusal`, { field: '/cause', reason: '请更正' })).status).toBe(201);
    expect((await chair.post(`${removals}/confirmation`, { field: '/cause' })).code).toBe('removal-not-requested');
    expect((await secretary.get(`${PLAN}/history`)).at('removals')).toMatchObject([{}, { status: 'refused' }]);
  });

  it('is every text of the entry where no field is named, also of what amended one', async () => {
    const chair = await app.as('chair');
    const { field: _field, ...whole } = request;
    const corrected = (await head.get(`${PLAN}/history`)).at('corrections', '0', 'revision');
    for (const entry of [PLAN, `${ENTRY}/${String(corrected)}`]) {
      expect((await head.post(`${entry}/text-removals`, whole)).status).toBe(201);
      const confirmed = await chair.post(`${entry}/text-removals/confirmation`, {});
      expect([confirmed.status, confirmed.body]).toEqual([201, expect.anything()]);
    }
    const history = await secretary.get(`${PLAN}/history`);
    expect(history.at('corrections')).toMatchObject([{ reason: '〔已依规移除〕' }]);
    expect(history.at('correctable')).toContainEqual({ field: '/cause', reads: '〔已依规移除〕' });
    await app.given([]);
    const [entry] = (await timelineOf(secretary, '', await app.log.store.head())).filter(
      (each) => 'revision' in each && each.revision === 5,
    );
    expect(entry).toMatchObject({ corrected: [{ reason: '〔已依规移除〕' }], data: { cause: '〔已依规移除〕' } });
  });
});
