import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable, UnknownOutcome } from '../../event-store.js';
import { logCreated } from '../../log-created.js';
import { installEventStoreDb } from './install.js';
import { openEventStoreDb } from './open.js';
import { connectParts } from './parts.js';
import type { ServerParts } from './parts.js';

const id = '5f0c6f0e-7e1c-4c3c-8a1b-0d9f6f4d2a10';
const now = new Date('2024-01-15T03:04:05.678Z');
const log = { warn: (): void => undefined };

/** Takes connections, and does with them what it is told. */
async function listen(onSocket: (socket: Socket) => void): Promise<{ server: Server; url: string }> {
  const server = createServer(onSocket);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `esdb://127.0.0.1:${String(port)}?tls=false` };
}

describe('a server that cannot be reached', () => {
  const opened: (() => unknown)[] = [];
  const parts = (url: string, timeoutMs = 5_000): ServerParts => {
    const connected = connectParts({ url, appendTimeoutMs: timeoutMs, readTimeoutMs: timeoutMs, log });
    opened.push(() => connected.close());
    return connected;
  };

  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  it('has seen nothing of an append: nobody listens', async () => {
    const { server, url } = await listen(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const { writer, streamReader } = parts(url);
    await expect(writer.append(logCreated(id, id, now))).rejects.toThrow(StoreUnavailable);
    await expect(streamReader.readStream('log')).rejects.toThrow(StoreUnavailable);
    await expect(openEventStoreDb({ url, log })).rejects.toThrow(StoreUnavailable);
    await expect(installEventStoreDb({ url, now, log })).rejects.toThrow(StoreUnavailable);
  });

  it('may have taken an append that it never answers: it does not hang', async () => {
    const sockets = new Set<Socket>();
    const { server, url } = await listen((socket) => void sockets.add(socket));
    opened.push(
      () => server.close(),
      () => sockets.forEach((socket) => socket.destroy()),
    );
    const { writer, streamReader } = parts(url, 400);
    const began = performance.now();
    await expect(writer.append(logCreated(id, id, now))).rejects.toThrow(UnknownOutcome);
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect(streamReader.readStream('log')).rejects.toThrow(StoreUnavailable);
  });

  it('may have taken an append when it hangs up', async () => {
    const { server, url } = await listen((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.resetAndDestroy());
    });
    opened.push(() => server.close());
    await expect(parts(url).writer.append(logCreated(id, id, now))).rejects.toMatchObject({
      name: expect.stringMatching(/^(UnknownOutcome|StoreUnavailable)$/),
    });
  });

  it('is not asked any more once the store is closed', async () => {
    const { server, url } = await listen(() => undefined);
    opened.push(() => server.close());
    const { writer, streamReader, close } = parts(url);
    await close();
    await expect(writer.append(logCreated(id, id, now))).rejects.toThrow(StoreUnavailable);
    await expect(streamReader.readStream('log')).rejects.toThrow(StoreUnavailable);
  });
});
