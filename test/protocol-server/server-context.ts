import type { Users } from './access.js';
import type { Endpoint } from './failures.js';
import type { Misbehaviour } from './misbehaviour.js';
import type { ServerLog } from './server-log.js';
import type { Subscriptions } from './subscriptions.js';

/** What every call works on. */
export interface ServerContext {
  readonly log: ServerLog;
  readonly misbehaviour: Misbehaviour;
  readonly subscriptions: Subscriptions;
  readonly users: Users | undefined;
  readonly version: string;
  /** Where it listens. */
  self(): Endpoint;
  /** Resets the connection of a caller. */
  resetConnection(peer: string): void;
}

/** Of a server with default settings. */
export const MAX_APPEND_BYTES = 1_048_576;
