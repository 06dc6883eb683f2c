import { afterAll } from '@jest/globals';
import { findEventStoreDb } from '../setup/eventstored-at-hand.js';
import { eventStoreContract } from './event-store.contract.js';
import { logsOn } from './eventstoredb-log.js';

const server = await findEventStoreDb();
if (server !== undefined) afterAll(() => server.close());

eventStoreContract(`EventStoreDB ${server?.version ?? '(none at hand)'}`, server && logsOn(server.url));
