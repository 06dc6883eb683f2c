import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { CommandExecutor } from './command-executor.js';
import type { CommandSpec } from './command.js';
import { DomainError } from './decider.js';
import type { CommandContext } from './decider.js';
import type { EventStore } from './event-store.js';
import { freeText } from './event.js';
import { EventSchemas } from './schemas.js';
import { present } from './testing/present.js';
import { installLog } from './testing/installed-log.js';
import type { InstalledLog } from './testing/installed-log.js';
import { countThing, thing, thingCommand } from './testing/thing.js';
import type { CountThing, ThingCounted } from './testing/thing.js';

describe('a command', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;
  let executor: CommandExecutor;

  beforeAll(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
    executor = new CommandExecutor(store, new EventSchemas());
  }, 60_000);

  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  const newStream = (): string => `thing-${randomUUID()}`;
  const run = (stream: string, given: Partial<CommandContext> = {}) =>
    executor.execute(countThing, thingCommand(stream, given));
  const length = async (stream: string): Promise<number> => {
    const slice = await store.readStream(stream);
    return slice.status === 'found' ? slice.events.length : 0;
  };

  it('adds what was decided, with what is known of it', async () => {
    const stream = newStream();
    await run(stream);
    const given = {
      seq: 4,
      basis: { kind: 'minutes', date: '2024-01-12' },
      lateReason: freeText('会后补录'),
      occurredOn: '2024-01-14',
    };
    const command = thingCommand(stream, given);
    const { context } = command;
    const result = await executor.execute(countThing, command);
    expect(result).toMatchObject({ stream, length: 2, position: await store.head() });
    expect(result.events).toMatchObject([{ stream, revision: 1, type: 'ThingCounted', data: { total: 2 } }]);
    expect(result.events[0]?.metadata).toMatchObject({
      ...given,
      recordedAt: context.now,
      actor: context.actor,
      role: context.role,
      recordedBy: context.recordedBy,
      commandId: context.commandId,
      requestHash: context.requestHash,
      $correlationId: context.correlationId,
      $causationId: context.commandId,
      tags: { count: 2 },
    });
    expect(result.events[0]?.metadata).not.toHaveProperty('reads');
  });

  it('takes a basis that is an instance of its class', async () => {
    class BasisPart {
      readonly kind = 'minutes';
      readonly date = '2024-01-12';
    }
    const { events } = await run(newStream(), { basis: new BasisPart() });
    expect(events[0]?.metadata.basis).toEqual({ kind: 'minutes', date: '2024-01-12' });
  });

  it('gives its recorded result when repeated, also when more was recorded and the stream is no longer the one it saw', async () => {
    const stream = newStream();
    const command = thingCommand(stream, { ifMatch: 0 });
    const result = await executor.execute(countThing, command);
    await run(stream);
    expect(await executor.execute(countThing, command)).toEqual(result);
    expect(await length(stream)).toBe(2);
  });

  it('is refused under an objection, but gives its recorded result when it was recorded before', async () => {
    const stream = newStream();
    const command = thingCommand(stream);
    const late = thingCommand(stream, { ...command.context, objection: new Error('too late') });
    await expect(executor.execute(countThing, late)).rejects.toThrow('too late');
    expect(await length(stream)).toBe(0);
    const result = await executor.execute(countThing, command);
    expect(await executor.execute(countThing, late)).toEqual(result);
  });

  it('is refused when its id was used for another request', async () => {
    const stream = newStream();
    const commandId = randomUUID();
    await run(stream, { commandId });
    await expect(run(stream, { commandId, requestHash: 'b'.repeat(64) })).rejects.toMatchObject({
      name: 'IdempotencyKeyReused',
      commandId,
    });
  });

  it('is recorded once however often it comes in at the same time', async () => {
    const stream = newStream();
    const other = new CommandExecutor(await log.connect(), new EventSchemas());
    const command = thingCommand(stream);
    const later = thingCommand(stream, { ...command.context, now: '2024-01-15T08:00:00.001Z' });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? executor : other).execute(countThing, n % 3 ? command : later)),
    );
    expect(await length(stream)).toBe(1);
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it('is refused for one of two requests that come in under one id at the same time', async () => {
    const stream = newStream();
    const commandId = randomUUID();
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((hash) => run(stream, { commandId, requestHash: hash.repeat(64) })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await length(stream)).toBe(1);
  });

  it('is decided again when others were first', async () => {
    const stream = newStream();
    const results = await Promise.all(Array.from({ length: 20 }, () => run(stream)));
    const totals = results.map(({ events }) => (present(events[0]).data as ThingCounted['data']).total);
    expect(totals.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('is refused when the stream is not the one that its caller saw', async () => {
    const stream = newStream();
    await run(stream, { ifMatch: 0 });
    await expect(run(stream, { ifMatch: 0 })).rejects.toMatchObject({ name: 'IfMatchFailed', expected: 0, actual: 1 });
    await expect(run(stream, { ifMatch: 1 })).resolves.toMatchObject({ length: 2 });
  });

  it('lets one of 20 callers win that saw the same', async () => {
    const stream = newStream();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => run(stream, { ifMatch: 0 })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await length(stream)).toBe(1);
  });

  it('names the other streams on which it rests, as far as they were read', async () => {
    const [known, unknown, stream] = [newStream(), newStream(), newStream()];
    await run(known);
    await run(known);
    const spec: CommandSpec<CountThing, number, ThingCounted, number> = {
      ...countThing,
      reads: async (_, load, own) => {
        const both = [await load(thing, known), await load(thing, unknown), await load(thing, own.stream)];
        return both.reduce((sum, { state }) => sum + state, 0);
      },
      decide: (_, __, ___, sum) => [{ type: 'ThingCounted', data: { total: sum } }],
    };
    const { events } = await executor.execute(spec, thingCommand(stream));
    expect(events[0]?.data).toEqual({ total: 2 });
    expect(events[0]?.metadata.reads).toEqual([
      { stream: known, revision: 1 },
      { stream: unknown, revision: -1 },
    ]);
  });

  it('writes nothing when refused, and is not remembered', async () => {
    const stream = newStream();
    let refuse = true;
    const spec: typeof countThing = {
      ...countThing,
      decide: (...args) => {
        if (refuse) throw new DomainError('not-now');
        return countThing.decide(...args);
      },
    };
    const command = thingCommand(stream);
    await expect(executor.execute(spec, command)).rejects.toThrow('not-now');
    refuse = false;
    await expect(executor.execute(spec, command)).resolves.toMatchObject({ length: 1 });
  });

  it('may decide that there is nothing to add', async () => {
    const idle: typeof countThing = { ...countThing, decide: () => [] };
    const stream = newStream();
    const nothing = await executor.execute(idle, thingCommand(stream));
    expect(nothing).toEqual({ stream, length: 0, position: await store.head(), events: [] });
    const { position } = await run(stream);
    await run(newStream());
    expect(await executor.execute(idle, thingCommand(stream))).toMatchObject({ length: 1, position, events: [] });
  });
});
