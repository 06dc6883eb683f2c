import { processWarnings } from '../../store-log.js';
import type { StoreLog } from '../../store-log.js';
import { AppendWriter } from './append-writer.js';
import { Connection } from './connection.js';
import { parseConnectionString } from './connection-string.js';
import { Limiter } from './limiter.js';
import { OwnStreams } from './own-streams.js';
import { ReadCalls } from './read-calls.js';
import { StreamReader } from './stream-reader.js';

/** A socket takes 100 calls; the next one would wait without a word. The subscription needs one of them. */
const MAX_READS = 90;

export interface ServerSettings {
  /** esdb://… or esdb+discover://…: all of it applies (nodes, TLS, user, keep-alive). */
  readonly url: string;
  /** Before the name of every stream on the server; not part of the name in the log. No `$` at its beginning. */
  readonly streamPrefix?: string;
  /** An append without an answer for so long has an unknown outcome. */
  readonly appendTimeoutMs?: number;
  /** A read that brings nothing for so long has failed. */
  readonly readTimeoutMs?: number;
  readonly log?: StoreLog;
}

/** What talks to the server: one socket for appends, one for reads, each made when it is needed. */
export interface ServerParts {
  readonly streams: OwnStreams;
  readonly reads: Connection;
  readonly calls: ReadCalls;
  readonly streamReader: StreamReader;
  readonly writer: AppendWriter;
  readonly log: StoreLog;
  /** Whether there are several nodes. */
  readonly cluster: boolean;
  readonly readTimeoutMs: number;
  close(): Promise<void>;
}

/** @throws InvalidConnectionString */
export function connectParts({
  url,
  streamPrefix = '',
  appendTimeoutMs = 10_000,
  readTimeoutMs = 30_000,
  log = processWarnings,
}: ServerSettings): ServerParts {
  const parsed = parseConnectionString(url);
  const streams = new OwnStreams(streamPrefix);
  const reads = new Connection(parsed, readTimeoutMs);
  const calls = new ReadCalls(reads, new Limiter(MAX_READS, readTimeoutMs), readTimeoutMs);
  const writer = new AppendWriter(new Connection(parsed, appendTimeoutMs), streams, appendTimeoutMs);
  const streamReader = new StreamReader(calls, streams);
  const close = async (): Promise<void> => {
    await writer.close();
    await reads.close();
  };
  const { cluster } = parsed;
  return { cluster, streams, reads, calls, streamReader, writer, log, readTimeoutMs, close };
}
