import { afterEach, describe, expect, it } from '@jest/globals';
import { appendAny } from '#event-sourcing/append-any.js';
import { UnknownOutcome } from '#event-sourcing/event-store.js';
import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { prepared } from '../contract/contract-store.js';
import { FAULTLESS, TriedLog } from '../protocol-server/tried-log.js';
import type { Use } from '../protocol-server/tried-log.js';

/** An append that another client than a careful one makes of it when nobody knows what became of it. */
type Guess = (store: EventStore, append: PreparedAppend) => Promise<AppendResult>;

const guessing =
  (guess: Guess): Use =>
  (store) =>
    changed(store, {
      append: (append) =>
        store.append(append).catch((error: unknown) => {
          if (error instanceof UnknownOutcome) return guess(store, append);
          throw error;
        }),
    });

const hope: Guess = async (store, { stream, events }) => ({
  stream,
  revision: events.length - 1,
  position: await store.head(),
});

const again: Guess = (store, { stream, events }) =>
  appendAny(
    store,
    stream,
    events.map(() => proposed()),
  );

/** Reads what there is, and is deaf to what comes. */
const deaf: Use = (store) =>
  changed(store, {
    subscribeAll: async function* ({ signal } = {}) {
      yield* await collect(store.readAll());
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    },
  });

function changed(store: EventStore, changes: Partial<EventStore>): EventStore {
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(changes, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('the trials of faults find out', () => {
  let log: TriedLog;

  const open = async (use?: Use): Promise<TriedLog> => {
    log = await TriedLog.open(1, { appendTimeoutMs: 5_000, headCheckMs: 100 }, use);
    return log;
  };

  afterEach(() => log.close());

  it('nothing when nothing is wrong', async () => {
    await open();
    await log.command('thing-a');
    await log.append((store) => prepared(store, 'thing-b', 3));
    expect(await log.verdict()).toEqual(FAULTLESS);
  });

  it('a client that takes an unknown outcome for success', async () => {
    const { server } = await open(guessing(hope));
    server.misbehave({ kind: 'reset-connection', written: false }, { calls: 1 });
    await log.append((store) => prepared(store, 'thing-a'));
    expect((await log.verdict()).lost).toHaveLength(1);
  });

  it('a client that appends again what has an unknown outcome', async () => {
    const { server } = await open(guessing(again));
    server.misbehave({ kind: 'reset-connection', written: true }, { calls: 1 });
    await log.append((store) => prepared(store, 'thing-a'));
    expect((await log.verdict()).doubled).toHaveLength(1);
  });

  it('a subscriber that misses what was appended', async () => {
    await open(deaf);
    await log.command('thing-a');
    expect(await log.verdict(1_000)).toEqual({ ...FAULTLESS, followed: false });
  });
});
