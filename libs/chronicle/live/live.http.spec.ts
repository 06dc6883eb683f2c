import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Global, Module } from '@nestjs/common';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { GrantEntity } from '#platform/auth/entities.js';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { WorkInProcess } from '#platform/testing/work-in-process.js';
import { Clock } from '#time/clock.js';
import { ChronicleModule } from '../chronicle.module.js';
import { chronicleMessages } from '../messages.js';
import { cycleEntity, cycles } from '../projections/cycles/cycles.projection.js';
import { timeline, timelineEntity } from '../projections/timeline/timeline.projection.js';
import type { ChangesView } from './changes.controller.js';
import { LiveFeed } from './live-feed.js';
import { ReadModelApp } from '../testing/read-model-app.js';
import { SseReader, type SseMessage } from '../testing/sse-reader.js';

const STREAM = '/api/v1/changes/stream';

class MovedClock extends Clock {
  moved = 0;
  now(): Date {
    return new Date(Date.now() + this.moved);
  }
}

const clock = new MovedClock();
let app: ReadModelApp;
/** Nobody asks for a replay here. */
@Global()
@Module({
  providers: [{ provide: HeavyWork, useValue: new WorkInProcess(() => Promise.reject(new Error('no work'))) }],
  exports: [HeavyWork],
})
class NoWorkModule {}

@Module({ imports: [NoWorkModule, ChronicleModule] })
class LiveModule {}

const readers: SseReader[] = [];

const listen = async (...args: Parameters<typeof SseReader.open>): Promise<SseReader> => {
  const reader = await SseReader.open(...args);
  readers.push(reader);
  return reader;
};

const acknowledged = (branch: string, n: number): readonly GivenEvent[] =>
  inStream<GivenEvent>(
    `problem-2023-review-${branch}-${String(n).padStart(2, '0')}`,
    { branch, year: 2023 },
    event('DispatchAcknowledged', { problem: `2023-review-${branch}-${String(n).padStart(2, '0')}` }),
  );

const itemsIn = ({ event: name, data }: SseMessage): string[] => {
  if (name !== 'change') return [];
  return (data as { changes: { item: string }[] }).changes.map(({ item }) => item);
};
const tells = (item: string) => (message: SseMessage) => itemsIn(message).includes(item);
const heard = (reader: SseReader): string[] => reader.all.flatMap(itemsIn);
const isReady = (message: SseMessage): boolean => message.event === 'ready';

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: LiveModule,
    projections: [timeline, cycles],
    entities: [timelineEntity, cycleEntity],
    messages: [chronicleMessages],
    clock,
  });
}, 60_000);

afterAll(async () => {
  for (const reader of readers) reader.close();
  await app.close();
});

describe('live changes', () => {
  it('are told when readers can see them, to whoever may see them', async () => {
    const [chair, own, other] = await Promise.all([
      app.as('chair'),
      app.as('branch-clerk', '03'),
      app.as('branch-clerk', '05'),
    ]);
    const [atChair, atOwn, atOther] = await Promise.all([
      listen(chair, STREAM),
      listen(own, STREAM),
      listen(other, STREAM),
    ]);
    await Promise.all([atChair, atOwn, atOther].map((reader) => reader.until(isReady)));
    await app.given([...acknowledged('03', 1), ...acknowledged('05', 2)]);

    const told = await atOwn.until(tells('2023-review-03-01'));
    const seen = await own.get(`/api/v1/branches/03/timeline?after=${String(told.id)}`);
    expect(seen.status === 404 || seen.status === 200).toBe(true);
    await atChair.until(tells('2023-review-05-02'));
    await atOther.until(tells('2023-review-05-02'));
    expect(heard(atOwn)).toEqual(['2023-review-03-01']);
    expect(heard(atOther)).toEqual(['2023-review-05-02']);
    expect(heard(atChair)).toEqual(['2023-review-03-01', '2023-review-05-02']);
    expect(JSON.stringify(told.data)).not.toContain('somebody');
  }, 30_000);

  it('go on after the last event id, without gap or double', async () => {
    const chair = await app.as('chair');
    const before = await listen(chair, STREAM);
    const ready = await before.until(isReady);
    before.close();
    await app.given([...acknowledged('03', 11), ...acknowledged('03', 12)]);
    const after = await listen(chair, STREAM, { 'Last-Event-ID': String(ready.id) });
    await app.given(acknowledged('03', 13));
    await after.until(tells('2023-review-03-13'));
    expect(heard(after)).toEqual(['2023-review-03-11', '2023-review-03-12', '2023-review-03-13']);
    const again = await listen(chair, `${STREAM}?after=${String(ready.id)}`);
    await again.until(tells('2023-review-03-13'));
  }, 30_000);

  it('are read again up to a place and no further, because the rest is heard as it happens', async () => {
    const feed = app.app.get(LiveFeed);
    const from = await app.log.store.head();
    await app.given(acknowledged('03', 21));
    const upTo = await app.log.store.head();
    await app.given(acknowledged('03', 22));
    const told: string[] = [];
    for await (const { position } of feed.between(from, upTo)) told.push(position);
    expect(told).toEqual([upTo]);
  }, 30_000);

  it('refuse a place that is not of this log', async () => {
    const chair = await app.as('chair');
    for (const id of ['no-place', '999999']) {
      const answer = await chair.get(STREAM, { 'Last-Event-ID': id });
      expect([answer.status, answer.code]).toEqual([400, 'event-id-invalid']);
    }
  });

  it('announce the change of day', async () => {
    const reader = await listen(await app.as('auditor'), STREAM);
    const { data } = await reader.until(isReady);
    clock.moved += 86_400_000;
    const day = await reader.until((message) => message.event === 'day');
    expect(day.id).toBeUndefined();
    expect((day.data as { day: string }).day > (data as { day: string }).day).toBe(true);
  }, 30_000);

  it('end when the session ends', async () => {
    const client = await app.as('chair');
    const reader = await listen(client, STREAM);
    await reader.until(isReady);
    expect((await client.delete('/api/v1/sessions/current')).status).toBeLessThan(300);
    await reader.ended();
  }, 30_000);

  it('end when the rights change, and come back with the new ones', async () => {
    const client = await app.as('committee-member', '77');
    const reader = await listen(client, STREAM);
    await reader.until(isReady);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await app.app.get(DataSource).getRepository(GrantEntity).update({ unit: '77' }, { unit: '78' });
    await reader.ended();
  }, 30_000);

  it('are not for those who read no branch', async () => {
    expect((await (await app.as('admin')).get(STREAM)).status).toBe(403);
  });
});

describe('changes since a place', () => {
  const ask = async (client: HttpClient, query = ''): Promise<ChangesView> => {
    const answer = await client.get(`/api/v1/changes${query}`);
    expect(answer.status).toBe(200);
    return answer.body as ChangesView;
  };

  it('are those that the reader may see, in log order, without words or persons, to the end', async () => {
    const [chair, clerk] = await Promise.all([app.as('chair'), app.as('branch-clerk', '03')]);
    const begun = await ask(clerk);
    expect(begun).toEqual({ items: [], next: expect.any(String), more: false });
    await app.given([
      ...acknowledged('03', 31),
      ...acknowledged('05', 32),
      ...inStream<GivenEvent>(
        'report-2023-03',
        { branch: '03', year: 2023 },
        event('ReportReturned', { year: 2023, branch: '03', reason: freeText('请补充党费收缴情况') }),
        event('GradeDecided', { year: 2023, branch: '03', grade: 'good', minutesNumber: '纪要1号' }),
      ),
    ]);
    const own = await ask(clerk, `?since=${begun.next}`);
    expect(own.items).toMatchObject([
      { kind: 'problem', no: '2023-述职-03-31', branch: '03', words: { zh: '签收' }, occurredOn: '2024-01-20' },
      { kind: 'report', item: null, words: { zh: '退回述职报告：…', en: 'Report returned: …' } },
    ]);
    expect(own.more).toBe(false);
    expect(JSON.stringify(own)).not.toMatch(/somebody|党费/);
    expect(await ask(clerk, `?since=${own.next}`)).toMatchObject({ items: [], more: false });

    const paged: string[] = [];
    let [since, more] = [begun.next, true];
    while (more) {
      const page = await ask(chair, `?since=${since}&limit=1`);
      paged.push(...page.items.map(({ type, branch }) => `${type} ${branch}`));
      [since, more] = [page.next, page.more];
    }
    expect(paged).toEqual([
      'DispatchAcknowledged 03',
      'DispatchAcknowledged 05',
      'ReportReturned 03',
      'GradeDecided 03',
    ]);
  }, 30_000);

  it('refuse a cursor of another log, of another store of it, and none at all', async () => {
    const chair = await app.as('chair');
    const { next } = await ask(chair);
    const [logId, place, id] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
    const refusal = async (...parts: unknown[]): Promise<readonly string[]> => {
      const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
      return (await chair.get(`/api/v1/changes?since=${cursor}`)).errors;
    };
    expect(await refusal('another', place, id)).toEqual(['since: cursor-of-another-log']);
    expect(await refusal(logId, place, 'another')).toEqual(['since: cursor-of-another-log']);
    expect(await refusal(logId, '999999', id)).toEqual(['since: cursor-of-another-log']);
    expect(await refusal(logId, 'nowhere', id)).toEqual(['since: cursor-of-another-log']);
    expect(await refusal(logId)).toEqual(['since: cursor-invalid']);
    expect((await (await app.as('admin')).get('/api/v1/changes')).status).toBe(403);
  });
});

describe('a program that stops', () => {
  it('ends the streams, so that they do not hold it up', async () => {
    const stopping = await ReadModelApp.start({
      module: LiveModule,
      projections: [timeline, cycles],
      entities: [timelineEntity, cycleEntity],
    });
    const reader = await listen(await stopping.as('chair'), STREAM);
    await reader.until(isReady);
    const startedAt = performance.now();
    await stopping.close();
    await reader.ended();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  }, 60_000);
});
