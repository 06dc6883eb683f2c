import type { ServerLog } from './server.js';

/** A running PostgreSQL of a data folder. */
export interface EmbeddedDatabase {
  /** Stays the same for as long as it is open, also over a restart of the server. */
  readonly url: string;
  /** Whether this process answers for the server. */
  readonly owner: boolean;
  /** Idempotent; resolves when all is on disk and, where this process has the last word, the server has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Takes our own lines and the server's output. */
  readonly log: ServerLog;
}
