import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import { StoreAccessDenied, StoreUnavailable } from '#event-sourcing/event-store.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { fill, newStream } from '../contract/contract-store.js';
import { makeCertificates } from '../setup/certificates.js';
import { describeWithEventStored } from '../setup/describe-with-eventstored.js';
import { EventStored } from '../setup/eventstored.js';
import { askServer } from '../setup/server-info.js';
import { Follower } from './load.js';

const log = { warn: (): void => undefined };
const PASSWORD = 'tell-nobody-7';

describeWithEventStored('a real EventStoreDB with TLS and users', () => {
  let folder: string;
  let server: EventStored;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'branch-accountability-certificates-'));
    server = await EventStored.start({ certificates: await makeCertificates(folder) });
    await installEventStoreDb({ url: server.url, now: new Date(), log });
    const clerk = { loginName: 'clerk', fullName: 'clerk', password: PASSWORD, groups: [] };
    await askServer(server.url, 'POST', '/users/', clerk);
  }, 90_000);

  afterAll(async () => {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const as = (user: string, password: string): string => server.url.replace('admin:changeit', `${user}:${password}`);

  const refusal = async (url: string): Promise<unknown> => {
    try {
      await (await openEventStoreDb({ url, log })).close();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it('serves whoever trusts its authority and may read the log', async () => {
    const store = await openEventStoreDb({ url: server.url, log });
    const follower = new Follower(store);
    await fill(store, newStream(), 20);
    expect(await follower.end(21)).toHaveLength(21);
    expect((await collect(store.readAll())).flat()).toHaveLength(21);
    expect(await collect(store.checkIntegrity())).toEqual([]);
    await store.close();
  });

  it.each([
    ['who may not read the whole log', PASSWORD],
    ['whose password is wrong', 'guessed-it-8'],
  ])('says that a user %s is refused, and keeps the password to itself', async (_, password) => {
    const error = await refusal(as('clerk', password));
    expect(error).toBeInstanceOf(StoreAccessDenied);
    expect(String(error)).not.toContain(password);
  });

  it('begins no log for a user whose password is wrong', async () => {
    const url = as('clerk', 'guessed-it-8');
    await expect(installEventStoreDb({ url, now: new Date(), log })).rejects.toThrow(StoreAccessDenied);
  });

  it('is not trusted by whoever does not know its authority', async () => {
    const error = await refusal(server.url.replace(/&tlsCAFile=.*/, ''));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(String(error)).toMatch(/certificate/);
  });
});
