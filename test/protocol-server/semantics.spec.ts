import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import type { AllStreamRecordedEvent, JSONEventType } from '@eventstore/db-client';
import { ProtocolServer } from './protocol-server.js';

type Plain = JSONEventType<string, { readonly n: number }, { readonly note: string }>;

const plain = (n = 0, id = randomUUID(), note = '注') =>
  jsonEvent<Plain>({ id, type: 'Plain', data: { n }, metadata: { note } });
const newStream = (): string => `plain-${randomUUID()}`;

const real = process.env['EVENT_STORE'] ?? '';
const servers = ['the protocol server', ...(real.startsWith('esdb') ? ['a real server'] : [])];

// The same on a real server where one is named: what the stand-in says here is what the real one says.
describe.each(servers)('%s', (name) => {
  let server: ProtocolServer;
  let client: EventStoreDBClient;

  beforeAll(async () => {
    server = await ProtocolServer.start();
    client = EventStoreDBClient.connectionString(name === 'a real server' ? real : server.url);
  });

  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const append = (stream: string, expectedRevision: bigint | typeof ANY, ...events: ReturnType<typeof plain>[]) =>
    client.appendToStream(stream, events, { expectedRevision });

  async function read(
    stream: string,
    options: Parameters<EventStoreDBClient['readStream']>[1] = {},
  ): Promise<number[]> {
    const revisions: number[] = [];
    for await (const { event } of client.readStream<Plain>(stream, options)) {
      if (event !== undefined) revisions.push(Number(event.revision));
    }
    return revisions;
  }

  async function readAll(
    options: Parameters<EventStoreDBClient['readAll']>[0] = {},
  ): Promise<AllStreamRecordedEvent[]> {
    const events: AllStreamRecordedEvent[] = [];
    for await (const { event } of client.readAll(options)) if (event !== undefined) events.push(event);
    return events;
  }

  describe('appending', () => {
    it('begins a stream and goes on with it', async () => {
      const stream = newStream();
      const first = await client.appendToStream(stream, [plain(1), plain(2)], { expectedRevision: NO_STREAM });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
      const second = await append(stream, 1n, plain(3));
      expect(second.nextExpectedRevision).toBe(2n);
      expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? Infinity);
    });

    it('says the current revision when another was expected', async () => {
      const stream = newStream();
      await expect(append(stream, 5n, plain())).rejects.toMatchObject({
        type: 'wrong-expected-version',
        expectedVersion: 5n,
        actualVersion: 'no_stream',
      });
      await append(stream, ANY, plain(), plain());
      for (const expectedRevision of [NO_STREAM, 0n, 2n] as const) {
        await expect(client.appendToStream(stream, plain(), { expectedRevision })).rejects.toMatchObject({
          type: 'wrong-expected-version',
          expectedVersion: expectedRevision,
          actualVersion: 1n,
        });
      }
      await expect(
        client.appendToStream(newStream(), plain(), { expectedRevision: STREAM_EXISTS }),
      ).rejects.toMatchObject({ type: 'wrong-expected-version' });
    });

    it('gives the first result again for the same ids at the same revision', async () => {
      const stream = newStream();
      const events = [plain(1), plain(2), plain(3)];
      await append(stream, ANY, plain());
      const first = await append(stream, 0n, ...events);
      await append(stream, 3n, plain());
      expect(await append(stream, 0n, ...events)).toMatchObject({ nextExpectedRevision: 3n, position: first.position });
      const leading = await append(stream, 0n, ...events.slice(0, 2));
      expect(leading.nextExpectedRevision).toBe(2n);
      expect(await read(stream)).toEqual([0, 1, 2, 3, 4]);
    });

    it('takes any other overlap of ids for a conflict, and a later revision for a new append', async () => {
      const stream = newStream();
      const [a, b, c] = [plain(1), plain(2), plain(3)];
      await client.appendToStream(stream, [a, b], { expectedRevision: NO_STREAM });
      for (const overlap of [[a, b, c], [a, c], [b], [c, a]]) {
        await expect(client.appendToStream(stream, overlap, { expectedRevision: NO_STREAM })).rejects.toMatchObject({
          type: 'wrong-expected-version',
          actualVersion: 1n,
        });
      }
      expect((await append(stream, 1n, a, b)).nextExpectedRevision).toBe(3n);
    });

    it('knows the ids that were lately written when any revision will do, in their own stream only', async () => {
      const stream = newStream();
      const events = [plain(1), plain(2)];
      const first = await append(stream, ANY, ...events);
      expect(await append(stream, ANY, ...events)).toMatchObject({ position: first.position });
      expect(await append(newStream(), ANY, ...events)).toMatchObject({ nextExpectedRevision: 1n });
      expect(await read(stream)).toEqual([0, 1]);
    });

    it('refuses what is larger than a mebibyte, and goes on', async () => {
      const large = jsonEvent({ type: 'Large', data: { text: 'x'.repeat(1_048_576) } });
      await expect(client.appendToStream(newStream(), large)).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1_048_576,
      });
      await expect(append(newStream(), ANY, plain())).resolves.toMatchObject({ success: true });
    });

    it('does the same in a call of its own', async () => {
      const stream = newStream();
      const alone = { credentials: { username: 'admin', password: 'changeit' } };
      await client.appendToStream(stream, plain(), { expectedRevision: NO_STREAM, ...alone });
      await expect(client.appendToStream(stream, plain(), { expectedRevision: 3n, ...alone })).rejects.toMatchObject({
        type: 'wrong-expected-version',
        expectedVersion: 3n,
        actualVersion: 0n,
      });
      const large = jsonEvent({ type: 'Large', data: { text: 'x'.repeat(1_048_576) } });
      await expect(client.appendToStream(stream, large, alone)).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
      });
    });
  });

  describe('reading', () => {
    it('gives events back as they went', async () => {
      const stream = newStream();
      const sent = plain(7);
      const { position } = await append(stream, ANY, sent);
      for await (const { event } of client.readStream<Plain>(stream)) {
        expect(event).toMatchObject({
          streamId: stream,
          id: sent.id,
          data: { n: 7 },
          metadata: { note: '注' },
          position,
        });
        expect(Math.abs((event?.created.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
      }
    });

    it('reads a stream inclusive of where it begins, in both directions', async () => {
      const stream = newStream();
      await append(stream, ANY, ...Array.from({ length: 5 }, () => plain()));
      expect(await read(stream, { fromRevision: 2n })).toEqual([2, 3, 4]);
      expect(await read(stream, { fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
      expect(await read(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual([4, 3]);
      expect(await read(stream, { maxCount: 2 })).toEqual([0, 1]);
      expect(await read(stream, { fromRevision: 9n })).toEqual([]);
      expect(await read(stream, { fromRevision: 9n, direction: BACKWARDS })).toEqual([4, 3, 2, 1, 0]);
      expect(await read(stream, { fromRevision: START, direction: BACKWARDS })).toEqual([0]);
    });

    it('says when there is no such stream, also after it was deleted', async () => {
      await expect(read(newStream())).rejects.toMatchObject({ type: 'stream-not-found' });
      const stream = newStream();
      await append(stream, ANY, plain());
      await client.deleteStream(stream);
      await expect(read(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
      const gone = newStream();
      await append(gone, ANY, plain());
      await client.tombstoneStream(gone);
      await expect(read(gone)).rejects.toMatchObject({ type: 'stream-deleted' });
      await expect(append(gone, ANY, plain())).rejects.toMatchObject({ type: 'stream-deleted' });
    });

    it('hides what the metadata of a stream cut off', async () => {
      const stream = newStream();
      await append(stream, ANY, ...Array.from({ length: 5 }, () => plain()));
      await client.setStreamMetadata(stream, { maxCount: 3 });
      expect(await read(stream)).toEqual([2, 3, 4]);
      await client.setStreamMetadata(stream, { truncateBefore: 4 });
      expect(await read(stream)).toEqual([4]);
      expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { truncateBefore: 4 } });
    });

    it('reads all in strictly rising order with gaps between positions, the system among it', async () => {
      const stream = newStream();
      const { position } = await append(stream, ANY, plain(), plain(), plain());
      const events = await readAll();
      const commits = events.map((event) => event.position.commit);
      expect(commits).toEqual([...commits].sort((a, b) => (a < b ? -1 : 1)));
      expect(new Set(commits).size).toBe(commits.length);
      expect(events.every((event) => event.position.commit === event.position.prepare)).toBe(true);
      expect(events.some(({ streamId }) => streamId.startsWith('$'))).toBe(true);
      expect(events.filter(({ streamId }) => streamId === stream).at(-1)?.position).toEqual(position);
    });

    it('reads all from a position: forwards inclusive, backwards exclusive', async () => {
      const stream = newStream();
      const { position: fromPosition = START } = await append(stream, ANY, plain());
      await append(stream, ANY, plain());
      const [there] = await readAll({ fromPosition, maxCount: 1 });
      expect([there?.streamId, there?.revision]).toEqual([stream, 0n]);
      const [before] = await readAll({ fromPosition, direction: BACKWARDS, maxCount: 1 });
      expect(before?.position.commit).toBeLessThan(there?.position.commit ?? 0n);
      const [last] = await readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 });
      expect(last?.position.commit).toBeGreaterThan(there?.position.commit ?? 0n);
    });

    it('does not read from where no event begins, nor from another log', async () => {
      const { position = { commit: 0n, prepare: 0n } } = await append(newStream(), ANY, plain());
      await append(newStream(), ANY, plain());
      const fromPosition = { commit: position.commit + 3n, prepare: position.prepare + 3n };
      await expect(readAll({ fromPosition })).rejects.toMatchObject({ type: 'unknown' });
      const subscription = client.subscribeToAll({ fromPosition });
      await expect(once(subscription, 'data')).rejects.toMatchObject({ type: 'unknown' });
      const beyond = { commit: position.commit + 10_000_000n, prepare: position.prepare + 10_000_000n };
      expect(await readAll({ fromPosition: beyond })).toEqual([]);
    });
  });

  describe('subscribing', () => {
    it('drops a reader that does not take a burst', async () => {
      const stream = newStream();
      const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [stream] }) });
      await once(subscription, 'caughtUp');
      subscription.pause();
      const failed = once(subscription, 'error');
      const large = (): ReturnType<typeof plain> => plain(0, randomUUID(), '注'.repeat(700));
      for (let n = 0; n < 6; n += 1) await append(stream, ANY, ...Array.from({ length: 200 }, large));
      subscription.resume();
      expect(await failed).toMatchObject([{ type: 'timeout', message: expect.stringContaining('Consumer too slow') }]);
    });

    it('gives what comes behind a position, first old and then new', async () => {
      const stream = newStream();
      const { position: fromPosition = START } = await append(stream, ANY, plain());
      await append(stream, ANY, plain());
      const filter = streamNameFilter({ prefixes: [stream] });
      const subscription = client.subscribeToAll({ fromPosition, filter });
      const seen: bigint[] = [];
      for await (const { event } of subscription) {
        seen.push(event?.revision ?? -1n);
        if (seen.length === 1) await append(stream, 1n, plain());
        if (seen.length === 2) break;
      }
      expect(seen).toEqual([1n, 2n]);
    });

    it('gives only what a filter lets through, and checkpoints behind what it passed over', async () => {
      const stream = newStream();
      const other = newStream();
      const { position: fromPosition = START } = await append(stream, ANY, plain());
      for (let n = 0; n < 20; n += 1) await append(other, ANY, plain(), plain(), plain(), plain(), plain());
      const checkpoints: bigint[] = [];
      const filter = streamNameFilter({
        regex: `^${stream}$`,
        maxSearchWindow: 10,
        checkpointInterval: 2,
        checkpointReached: (_, position) => void checkpoints.push(position.commit),
      });
      const subscription = client.subscribeToAll({ fromPosition, filter });
      setTimeout(() => void append(stream, ANY, plain()), 300);
      for await (const { event } of subscription) {
        expect(event?.streamId).toBe(stream);
        break;
      }
      expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    });

    it('waits for a stream that is not there yet', async () => {
      const stream = newStream();
      const subscription = client.subscribeToStream<Plain>(stream);
      setTimeout(() => void append(stream, ANY, plain(7)), 100);
      expect(await once(subscription, 'data')).toMatchObject([{ event: { data: { n: 7 } } }]);
      await subscription.unsubscribe();
    });
  });
});
