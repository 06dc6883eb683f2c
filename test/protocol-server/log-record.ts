/** An event as the server keeps it. Commit and prepare position are the same: the log is written without transactions. */
export interface LogRecord {
  /** Where its bytes would begin in the log. */
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 ns since 1970, as this protocol carries them. */
  readonly created: bigint;
}

/** An event as a client proposes it. */
export type ProposedRecord = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;

export type AppendOutcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position: bigint }
  /** `current` −1: there is no such stream. */
  | { readonly kind: 'wrong-revision'; readonly expected: ExpectedRevision; readonly current: number }
  | { readonly kind: 'deleted' };

export const isSystemName = (name: string): boolean => name.startsWith('$');

/** What an event counts towards the limit of an append. */
export const sizeOf = ({ type, data, metadata }: ProposedRecord): number =>
  data.length + metadata.length + 2 * type.length;

/** An event of the server's own, or of stream metadata. */
export function jsonRecord(id: string, type: string, data: object): ProposedRecord {
  return { id, type, contentType: 'application/json', data: Buffer.from(JSON.stringify(data)), metadata: Buffer.of() };
}
