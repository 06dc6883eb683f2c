import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '#platform/config/load-config.js';
import { LogNotInstalled } from '#event-sourcing/event-store.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { freeText } from '#event-sourcing/event.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { pino } from 'pino';
import { Database } from '#platform/database/database.js';
import { connectLog } from '../../apps/composition/log.js';
import { filesIn } from '../../apps/cli/testing/empty-place.js';
import { run, tellTwoYears } from '../../apps/cli/testing/told-log.js';
import type { Ran } from '../../apps/cli/testing/told-log.js';
import { ProtocolServer } from '../protocol-server/protocol-server.js';
import { findEventStoreDb } from '../setup/eventstored-at-hand.js';
import { times } from '../setup/fault-scale.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { growStreams } from './moving/grow-streams.js';

let folder: string;
let files: ReturnType<typeof filesIn>;
let program: ProductProgram;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  files = filesIn(folder);
  program = await compileProduct();
  await writeLongLogs();
}, 120_000);

afterAll(async () => {
  await program.remove();
  await removeFolder(folder);
  for (const { drop } of databases) await drop();
});

/** An installation in which there is nothing yet, as its settings name it. */
type Settings = Readonly<Record<string, string>>;

const newPlace = async (eventStore?: string): Promise<Settings> => {
  const database = await createTestDatabase();
  databases.push(database);
  const log = eventStore === undefined ? {} : { EVENT_STORE: eventStore, STREAM_PREFIX: `${randomUUID()}-` };
  return { DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent', ...log };
};

const cli = async (settings: Settings, ...args: string[]): Promise<Ran> => {
  const ran = await run(loadConfig(settings), ...args);
  if (ran.exitCode !== 0) throw new Error(ran.stderr + ran.stdout);
  return ran;
};

const exported = async (settings: Settings): Promise<string> => (await cli(settings, 'export')).stdout;

/** What a verification of log and freshly built read models says, digests and all. */
const verified = async (settings: Settings): Promise<unknown> => {
  await cli(settings, 'rebuild', 'all');
  const verification: unknown = JSON.parse((await cli(settings, 'verify', '--json')).stdout);
  expect(verification).toMatchObject({ verdict: 'intact' });
  return verification;
};

/** Opens the log of a place for a while; waits until there is one. */
const withLog = async <T>(settings: Settings, work: (store: EventStore) => Promise<T>): Promise<T> => {
  const config = loadConfig(settings);
  const logger = pino({ level: 'silent' });
  const database = await Database.open({ config, role: 'attach', log: logger });
  const connect = async (): Promise<EventStore> => {
    for (;;) {
      try {
        return await connectLog({ config, database, logger });
      } catch (error) {
        if (!(error instanceof LogNotInstalled)) throw error;
        await sleep(50);
      }
    }
  };
  try {
    return await work(await connect());
  } finally {
    await database.close();
  }
};

const countEvents = async (store: EventStore): Promise<number> => {
  let events = 0;
  for await (const batch of store.readAll()) events += batch.length;
  return events;
};

/** What a client had sent before it was killed may be written after it is gone. */
const countAtRest = async (store: EventStore): Promise<number> => {
  for (let before = await countEvents(store); ;) {
    await sleep(500);
    const now = await countEvents(store);
    if (now === before) return now;
    before = now;
  }
};

const SECRET = '某某同志家住幸福路七号';

/** What a verification says of the log and its texts. */
const checked = async (settings: Settings): Promise<object> => {
  const { chains, removedTexts } = JSON.parse((await run(loadConfig(settings), 'verify', '--json')).stdout);
  return { verdict: chains.verdict, removedTexts };
};

const textsOfAll = async (store: EventStore): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const batch of store.readAll()) texts.push(...batch.flatMap((each) => Object.keys(each.texts)));
  return texts;
};

/** Appends the event that removes the first text of a stream with one event. */
const removeFirstText = (settings: Settings, stream: string): Promise<unknown> =>
  withLog(settings, async (store) => {
    const slice = await store.readStream(stream);
    const [after] = slice.status === 'found' ? slice.events : [];
    const [digest] = Object.keys(after?.texts ?? {});
    const data = { texts: [{ revision: 0, digest }] };
    const events = [proposed({ type: 'TextRemoved', data })];
    return store.append(prepareAppend({ logId: store.logId, stream, after, events }));
  });

/** So many events that it takes a while to import them. */
const LONG = { slow: times(1_500, 4_000), quick: 4_000 };
type Pace = keyof typeof LONG;

/** Of one log, at two moments. */
const writeLongLogs = async (): Promise<void> => {
  const place = await newPlace();
  const url = place['DATABASE_URL'] ?? '';
  await growStreams(url, 'thing', LONG.slow);
  await files.write('slow', await exported(place));
  await growStreams(url, 'more', LONG.quick - LONG.slow);
  await files.write('quick', await exported(place));
};

/** Starts an import as an operator would, and kills it once so many events are in the log; says how many remained. */
const killedImport = async (settings: Settings, file: string, atLeast: number): Promise<number> => {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...settings };
  const child = spawn(process.execPath, [program.cli, 'import', file], { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  return withLog(settings, async (store) => {
    let seen = 0;
    for await (const batch of store.subscribeAll()) {
      seen += batch.length;
      if (seen >= atLeast) break;
    }
    child.kill('SIGKILL');
    await ended;
    return countAtRest(store);
  });
};

const goesOnAfterKills = (name: string, pace: Pace, eventStore: () => string | undefined): void => {
  it(`given an import into ${name} that is killed, goes on from what is there, as often as it takes`, async () => {
    const [file, all] = [files.path(pace), LONG[pace]];
    let place: Settings;
    let second: number;
    let onTheWay = false;
    let attempts = 0;
    // One of two kills must come on its way, not before it or after it; on a busy machine both may come too late.
    do {
      place = await newPlace(eventStore());
      const first = await killedImport(place, file, 2);
      second = await killedImport(place, file, Math.min(first + 500, all));
      expect(second).toBeGreaterThanOrEqual(first);
      onTheWay = [first, second].some((count) => count > 1 && count <= all);
      attempts += 1;
    } while (!onTheWay && attempts < 5);
    expect(onTheWay).toBe(true);
    const { stdout } = await cli(place, 'import', file, '--json');
    const { events, appended }: { events: number; appended: number } = JSON.parse(stdout);
    expect(appended).toBe(events - second);
    expect(await exported(place)).toBe(await files.read(pace));
  }, 240_000);
};

const movesThrough = (name: string, serverUrl: () => string): void => {
  describe(`a log that goes from PostgreSQL to ${name} and back`, () => {
    let source: Settings;
    let there: Settings;
    let back: Settings;

    beforeAll(async () => {
      source = await newPlace();
      there = await newPlace(serverUrl());
      back = await newPlace();
      await tellTwoYears(source['DATABASE_URL'] ?? '');
      for (const [from, to] of [
        [source, there],
        [there, back],
      ] as const)
        await cli(to, 'import', await files.write('moving', await exported(from)));
    }, 120_000);

    it('is the same file, byte for byte, in all three', async () => {
      const file = await exported(source);
      expect(await exported(there)).toBe(file);
      expect(await exported(back)).toBe(file);
    });

    it('passes verification there, and its read models have the same digests', async () => {
      const expected = await verified(source);
      expect(await verified(there)).toEqual(expected);
      expect(await verified(back)).toEqual(expected);
    }, 240_000);

    it('leaves behind what was removed, from a store that keeps everything', async () => {
      const [begun, old, fresh] = [await newPlace(), await newPlace(serverUrl()), await newPlace(serverUrl())];
      const log = await TestLog.open(begun['DATABASE_URL'] ?? '');
      await log.append('thing-1', event('ThingHappened', { words: freeText(SECRET) }));
      await log.close();
      await cli(old, 'import', await files.write('removing', await exported(begun)));
      await removeFirstText(old, 'thing-1');
      expect(await checked(old)).toEqual({ verdict: 'intact', removedTexts: { removed: 1, notTakenOut: 1 } });
      expect(await run(loadConfig(old), 'remove-text', '--json')).toMatchObject({
        exitCode: 1,
        stdout: expect.stringMatching(/"left": 1/),
      });
      const file = await exported(old);
      expect(file).not.toContain(SECRET);
      await cli(fresh, 'import', await files.write('removed', file));
      expect(await exported(fresh)).toBe(file);
      expect(await checked(fresh)).toEqual({ verdict: 'intact', removedTexts: { removed: 1, notTakenOut: 0 } });
      expect(await run(loadConfig(fresh), 'remove-text')).toMatchObject({ exitCode: 0 });
      expect(await withLog(fresh, textsOfAll)).toEqual([]);
    }, 120_000);

    it('goes as a backup, too', async () => {
      const [first, second] = [await newPlace(serverUrl()), await newPlace()];
      await cli(back, 'backup', '--out', files.path('from-postgres'), '--force');
      await cli(first, 'restore', files.path('from-postgres'));
      await cli(first, 'backup', '--out', files.path('from-there'), '--force');
      await cli(second, 'restore', files.path('from-there'));
      expect(await exported(second)).toBe(await exported(source));
    }, 120_000);

    it('is refused where another log has the same prefix', async () => {
      const other = await newPlace();
      await tellTwoYears(other['DATABASE_URL'] ?? '');
      const file = await files.write('other', await exported(other));
      const { exitCode, stderr } = await run(loadConfig(there), 'import', file);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/此处的事件日志不是文件中日志的开头部分/);
    });
  });

  goesOnAfterKills(name, 'slow', serverUrl);
};

describe('PostgreSQL', () => {
  goesOnAfterKills('PostgreSQL', 'quick', () => undefined);
});

describe('EventStoreDB by its protocol', () => {
  let server: ProtocolServer;

  beforeAll(async () => {
    server = await ProtocolServer.start();
  });

  afterAll(() => server.stop());

  movesThrough('EventStoreDB’s protocol', () => server.url);
});

const real = await findEventStoreDb();
const describeReal = real === undefined ? describe.skip : describe;

describeReal('a real EventStoreDB', () => {
  afterAll(() => real?.close());

  movesThrough(`EventStoreDB ${real?.version ?? ''}`, () => real?.url ?? '');
});
