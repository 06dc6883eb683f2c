import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { installPostgresEventStore } from '../adapters/postgres/install.js';
import { openPostgresEventStore } from '../adapters/postgres/open.js';
import type { AppendResult, EventStore, PreparedAppend } from '../event-store.js';
import { prepareAppend } from '../prepare.js';
import { event } from '../testing/given-event.js';
import { logText, partOf } from '../testing/log-text.js';
import { metadata, proposed } from '../testing/proposed.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { TestLog } from '../testing/test-log.js';
import { appendLog } from './append-log.js';
import { compareLog } from './compare-log.js';
import type { FileEvent } from './log-lines.js';

const STREAMS = 7;
const EVENTS = 1_000;

let source: TestDatabase;
let file: string;

beforeAll(async () => {
  source = await createTestDatabase();
  const log = await TestLog.open(source.url);
  for (let n = 0; n < EVENTS; n += STREAMS)
    await Promise.all(
      Array.from({ length: STREAMS }, (_, m) => log.append(`thing-${String(m)}`, event('ThingHappened', { n, m }))),
    );
  const commandId = '11111111-1111-4111-8111-111111111111';
  const events = [1, 2, 3].map(() => proposed({ metadata: metadata({ commandId }) }));
  await log.store.append(prepareAppend({ logId: log.store.logId, stream: 'command-1', events }));
  file = await logText(log.store);
  await log.close();
});

afterAll(() => source.drop());

let target: TestDatabase;
let proxy: TcpProxy;
let store: EventStore;

/** An installed log that holds the first event of the file. */
beforeEach(async () => {
  target = await createTestDatabase();
  proxy = await TcpProxy.before(target.url);
  const settings = { url: proxy.through(target.url), log: { warn: () => undefined } };
  for await (const first of eventsOf()) {
    await installPostgresEventStore({
      ...settings,
      now: new Date(),
      first: { stream: first.stream, expectedRevision: 'no-stream', events: [first] },
    });
    break;
  }
  store = await openPostgresEventStore({ ...settings, appendTimeoutMs: 2_000 });
});

afterEach(async () => {
  await store.close();
  await proxy.cut();
  await target.drop();
});

async function* eventsOf(from = 0, to = Infinity): AsyncGenerator<FileEvent> {
  let ordinal = 0;
  for await (const { event: each } of (await partOf(file)).events()) {
    ordinal += 1;
    if (ordinal > to) return;
    if (ordinal > from) yield each;
  }
}

/** The same store, with something done to its appends. */
const withAppend = (append: (sent: PreparedAppend) => Promise<AppendResult>): EventStore =>
  new Proxy(store, {
    get: (whole, name) => {
      const member: unknown = Reflect.get(whole, name, whole);
      if (name === 'append') return append;
      return typeof member === 'function' ? member.bind(whole) : member;
    },
  });

describe('a log that is appended from a file', () => {
  it('is the same log, in the same order', async () => {
    expect(await appendLog(store, eventsOf(1))).toBeGreaterThanOrEqual(EVENTS);
    expect(await logText(store)).toBe(file);
    expect(await compareLog(store, await partOf(file))).toBe(await partOf(file).then(countOf));
  });

  it('has the events of one command in one append', async () => {
    const sent: PreparedAppend[] = [];
    const watched = withAppend((append) => {
      sent.push(append);
      return store.append(append);
    });
    await appendLog(watched, eventsOf(1));
    expect(sent.filter(({ events }) => events.length > 1).map(({ stream }) => stream)).toEqual(['command-1']);
  });

  it('goes on from any beginning of it', async () => {
    for (const [from, to] of [
      [1, 3],
      [3, 400],
      [400, Infinity],
    ] as const)
      await appendLog(store, eventsOf(from, to));
    expect(await logText(store)).toBe(file);
  });

  it('is the same when what is there already is sent again', async () => {
    await appendLog(store, eventsOf(1, 500));
    await appendLog(store, eventsOf(300));
    expect(await logText(store)).toBe(file);
  });

  it.each(['request', 'reply'] as const)(
    'is the same when the %s is lost on the way, again and again',
    async (loss) => {
      const lost = new Set<string>();
      const losing = withAppend((append) => {
        const id = append.events[0]?.id ?? '';
        if (append.expectedRevision === 50 && !lost.has(id)) proxy.loseNext('append', loss);
        lost.add(id);
        return store.append(append);
      });
      await appendLog(losing, eventsOf(1));
      expect(await logText(store)).toBe(file);
    },
  );

  it('is the same when the store is away for a while', async () => {
    const back = { timer: undefined as NodeJS.Timeout | undefined };
    let sent = 0;
    const leaving = withAppend((append) => {
      sent += 1;
      if (sent === 300) void proxy.cut().then(() => (back.timer = setTimeout(() => void proxy.listen(), 1_500)));
      return store.append(append);
    });
    await appendLog(leaving, eventsOf(1));
    expect(back.timer).toBeDefined();
    expect(await logText(store)).toBe(file);
  });
});

describe('what would make another log is noticed', () => {
  it('given an event that overtook another', async () => {
    let held: (() => void) | undefined;
    const overtaking = withAppend(async (append) => {
      if (append.stream === 'thing-3' && append.expectedRevision === 'no-stream')
        await new Promise<void>((resolve) => (held = resolve));
      const result = await store.append(append);
      if (append.stream === 'thing-4') held?.();
      return result;
    });
    await expect(appendLog(overtaking, eventsOf(1, 8))).rejects.toMatchObject({ name: 'OrderLost' });
    await expect(compareLog(store, await partOf(file))).rejects.toMatchObject({ name: 'LogDiffers' });
  });

  it('given somebody who writes to a stream first', async () => {
    await store.append(prepareAppend({ logId: store.logId, stream: 'thing-3', events: [proposed()] }));
    await expect(appendLog(store, eventsOf(1))).rejects.toMatchObject({ name: 'WrongExpectedRevision' });
  });

  it('given an event more than the file has', async () => {
    await appendLog(store, eventsOf(1));
    await store.append(prepareAppend({ logId: store.logId, stream: 'other-1', events: [proposed()] }));
    await expect(compareLog(store, await partOf(file))).rejects.toMatchObject({
      name: 'LogDiffers',
      detail: 'other-1@0 is in the log: the file does not have it',
    });
  });

  it('given an event in another place', async () => {
    await appendLog(store, eventsOf(1, 5));
    await appendLog(store, eventsOf(6, 7));
    await expect(compareLog(store, await partOf(file))).rejects.toMatchObject({ name: 'LogDiffers', ordinal: 6 });
  });

  it('given another text beside the same event', async () => {
    const withText = file.replace(/"texts":{}/, '"texts":{"x":["salt","words"]}');
    await expect(compareLog(store, await partOf(withText))).rejects.toMatchObject({
      detail: 'log@0 is in the log: its texts are others in the file',
    });
  });

  it('given another log', async () => {
    const other = file.replace(/"logId":"[^"]+"/, '"logId":"x"');
    await expect(compareLog(store, await partOf(other))).rejects.toMatchObject({ name: 'LogDiffers', ordinal: 1 });
  });
});

const countOf = async (part: Awaited<ReturnType<typeof partOf>>): Promise<number> => {
  for await (const _line of part.events());
  return part.summary.events;
};
