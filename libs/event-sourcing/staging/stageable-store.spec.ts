import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { CommandExecutor } from '../command-executor.js';
import type { EventStore } from '../event-store.js';
import { WrongExpectedRevision } from '../event-store.js';
import { EventSchemas } from '../schemas.js';
import { installLog } from '../testing/installed-log.js';
import type { InstalledLog } from '../testing/installed-log.js';
import { countThing, thingCommand } from '../testing/thing.js';
import { countsOf, StageableStore } from './stageable-store.js';

describe('a stage', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;
  let stageable: StageableStore;
  let executor: CommandExecutor;

  beforeAll(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
    stageable = new StageableStore(store);
    executor = new CommandExecutor(stageable, new EventSchemas());
  }, 60_000);

  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  const newStream = (): string => `thing-${randomUUID()}`;
  const count = (stream: string) => executor.execute(countThing, thingCommand(stream));
  const lengthOf = async (stream: string): Promise<number> => {
    const slice = await store.readStream(stream);
    return slice.status === 'found' ? slice.events.length : 0;
  };

  it('lets a command see what the commands before it would have appended, and writes nothing', async () => {
    const stream = newStream();
    const other = newStream();
    await count(stream);
    const head = await store.head();
    const { result, appends } = await stageable.stage(async () => {
      await count(other);
      await count(stream);
      return (await count(stream)).events;
    });
    expect(result).toMatchObject([{ stream, revision: 2, data: { total: 3 } }]);
    expect(countsOf(appends)).toEqual({ [other]: { ThingCounted: 1 }, [stream]: { ThingCounted: 2 } });
    expect([await lengthOf(stream), await lengthOf(other), await store.head()]).toEqual([1, 0, head]);
  });

  it('leaves alone what is done beside it', async () => {
    const stream = newStream();
    const [{ length }] = await Promise.all([count(stream), stageable.stage(() => count(newStream()))]);
    expect([length, await lengthOf(stream)]).toEqual([1, 1]);
  });

  it('refuses an append where the store would, and gives a slice as the store would', async () => {
    const stream = newStream();
    await count(stream);
    const { appends } = await stageable.stage(() => count(stream));
    await stageable.stage(async () => {
      await count(stream);
      const again = stageable.append(appends[0] ?? { stream, expectedRevision: 0, events: [] });
      await expect(again).rejects.toThrow(new WrongExpectedRevision(stream, 0, 1));
      const revisions = async (options: object): Promise<unknown> => {
        const slice = await stageable.readStream(stream, options);
        return slice.status === 'found' ? slice.events.map(({ revision }) => revision) : slice.status;
      };
      expect(await revisions({})).toEqual([0, 1]);
      expect(await revisions({ from: 1 })).toEqual([1]);
      expect(await revisions({ direction: 'backwards', limit: 1 })).toEqual([1]);
      expect(await revisions({ direction: 'backwards', from: 0 })).toEqual([0]);
    });
  });
});
