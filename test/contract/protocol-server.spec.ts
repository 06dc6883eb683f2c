import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { AppendFault } from '../protocol-server/misbehaviour.js';
import { ProtocolServer } from '../protocol-server/protocol-server.js';
import type { ContractStore, Loss } from './contract-store.js';
import { eventStoreContract } from './event-store.contract.js';

const log = { warn: (): void => undefined };

const FAULTS: Readonly<Record<Loss, AppendFault>> = {
  'after-write': { kind: 'reset-connection', written: true },
  'before-write': { kind: 'reset-connection', written: false },
  never: { kind: 'never-answer', written: true },
};

async function open(): Promise<ContractStore> {
  const server = await ProtocolServer.start();
  const { url } = server;
  await installEventStoreDb({ url, now: new Date(), log });
  const opened: EventStore[] = [];
  const connect: ContractStore['connect'] = async (settings = {}) => {
    const store = await openEventStoreDb({ url, log, ...settings });
    opened.push(store);
    return store;
  };
  return {
    store: await connect(),
    connect,
    interrupt: async () => {
      await server.interrupt();
      return () => server.resume();
    },
    loseNextAnswer: async (how) => void server.misbehave(FAULTS[how], { calls: 1 }),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await server.stop();
    },
  };
}

const { version } = await versionOfProtocolServer();

eventStoreContract(`EventStoreDB’s protocol ${version}`, open);

async function versionOfProtocolServer(): Promise<{ version: string }> {
  const server = await ProtocolServer.start();
  await server.stop();
  return server;
}
