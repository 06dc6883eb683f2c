import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { makeCertificates } from '../setup/certificates.js';
import { ProtocolServer } from './protocol-server.js';

describe('a protocol server with users', () => {
  let folder: string;
  let server: ProtocolServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'protocol-server-'));
    const users = {
      reader: { password: 'r', mayReadAll: true },
      writer: { password: 'w', mayReadAll: false },
    };
    server = await ProtocolServer.start({ users, tls: await makeCertificates(folder) });
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  /** What appending and reading all come to. */
  async function tried(userAndPassword: string): Promise<string[]> {
    const client = EventStoreDBClient.connectionString(server.urlFor(userAndPassword));
    const outcome = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'done',
        (error: unknown) => (error instanceof Error && 'type' in error ? String(error.type) : String(error)),
      );
    const read = async (): Promise<void> => {
      for await (const { event } of client.readAll({ maxCount: 1 })) expect(event).toBeDefined();
    };
    const outcomes = [
      await outcome(client.appendToStream('thing', jsonEvent({ type: 'Thing', data: {} }))),
      await outcome(read()),
    ];
    await client.dispose();
    return outcomes;
  }

  it.each([
    ['reader:r', ['done', 'done']],
    ['writer:w', ['done', 'access-denied']],
    ['writer:wrong', ['access-denied', 'access-denied']],
    ['', ['access-denied', 'access-denied']],
  ])('lets "%s" do what it may', async (user, outcomes) => {
    expect(await tried(user)).toEqual(outcomes);
  });
});
