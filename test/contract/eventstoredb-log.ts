import { randomUUID } from 'node:crypto';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { TcpProxy } from '#event-sourcing/testing/tcp-proxy.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

const log = { warn: (): void => undefined };
const LOSSES = { 'after-write': 'replies', 'before-write': 'request', never: 'silence' } as const;

/**
 * Logs on one EventStoreDB, each under a prefix of its own, which to its clients is an empty log, and behind a proxy
 * of its own, so that a fault is nobody else's.
 */
export const logsOn =
  (serverUrl: string): OpenContractStore =>
  async () => {
    const streamPrefix = `${randomUUID()}-`;
    const proxy = await TcpProxy.before(serverUrl);
    const url = proxy.through(serverUrl);
    await installEventStoreDb({ url, streamPrefix, now: new Date(), log });
    const opened: EventStore[] = [];
    const connect: ContractStore['connect'] = async (settings = {}) => {
      const store = await openEventStoreDb({ url, streamPrefix, log, ...settings });
      opened.push(store);
      return store;
    };
    return {
      store: await connect(),
      connect,
      interrupt: async () => {
        await proxy.cut();
        return () => proxy.listen();
      },
      // The type of an event goes over the wire as it is.
      loseNextAnswer: async (how) => proxy.loseNext('Thing', LOSSES[how]),
      close: async () => {
        await Promise.all(opened.map((store) => store.close()));
        await proxy.cut();
      },
    };
  };
