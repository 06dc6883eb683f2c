import { randomUUID } from 'node:crypto';
import { decideAppend } from './append-decision.js';
import { jsonRecord, sizeOf } from './log-record.js';
import type { AppendOutcome, ExpectedRevision, LogRecord, ProposedRecord } from './log-record.js';
import { visibleFrom } from './stream-metadata.js';

/** Bytes of a record beside what the client sent, so that positions have gaps as byte offsets have. */
const RECORD_OVERHEAD = 137;
/** The server writes figures about itself between the events of its users, here one for so many appends. */
const APPENDS_PER_STATISTICS = 5;

/** All that is stored, in memory; it outlives a restart of the server. */
export class ServerLog {
  private readonly all: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly deleted = new Set<string>();
  private readonly byStreamAndId = new Map<string, LogRecord>();
  private readonly listeners = new Set<() => void>();
  private end = 0n;
  private appends = 0;

  constructor() {
    this.write('$settings', [jsonRecord(randomUUID(), '$Settings', {})]);
    this.write('$$$stats-server', [jsonRecord(randomUUID(), '$metadata', { $maxAge: 86_400 })]);
  }

  /** Everything, in the order of the log, the server's own events among it. */
  get records(): readonly LogRecord[] {
    return this.all;
  }

  /** What a reader of one stream sees; undefined: there is no such stream, or it was deleted. */
  stream(name: string): readonly LogRecord[] | undefined {
    const records = this.streams.get(name);
    if (records === undefined) return undefined;
    const from = visibleFrom(records, this.streams.get(`$$${name}`)?.at(-1));
    return from === undefined ? undefined : records.slice(from);
  }

  isDeleted(name: string): boolean {
    return this.deleted.has(name);
  }

  append(stream: string, expected: ExpectedRevision, proposed: readonly ProposedRecord[]): AppendOutcome {
    if (this.deleted.has(stream)) return { kind: 'deleted' };
    const records = this.streams.get(stream) ?? [];
    const known = (id: string): LogRecord | undefined => this.byStreamAndId.get(`${stream} ${id}`);
    const decision = decideAppend(records, expected, proposed, known);
    if (decision.kind === 'conflict') return { kind: 'wrong-revision', expected, current: records.length - 1 };
    if (decision.kind === 'repeated') {
      return { kind: 'success', revision: decision.last.revision, position: decision.last.position };
    }
    const { revision, position } = this.write(stream, proposed);
    this.appends += 1;
    if (this.appends % APPENDS_PER_STATISTICS === 0) this.writeStatistics();
    for (const listener of this.listeners) listener();
    return { kind: 'success', revision, position };
  }

  /** The stream is gone for good, its name too. */
  tombstone(stream: string): bigint {
    const { position } = this.write(stream, [jsonRecord(randomUUID(), '$streamDeleted', {})]);
    this.deleted.add(stream);
    for (const listener of this.listeners) listener();
    return position;
  }

  /** Called after each append; the answer ends that. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Index of the first record at or behind a position. */
  indexOf(position: bigint): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const record = this.all[middle];
      if (record !== undefined && record.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a record begins there, or the next one will; the server reads from nowhere else. */
  isBoundary(position: bigint): boolean {
    const record = this.all[this.indexOf(position)];
    return position === 0n || record === undefined || record.position === position;
  }

  private writeStatistics(): void {
    this.write('$stats-server', [jsonRecord(randomUUID(), '$statsCollected', { appends: this.appends })]);
  }

  private write(name: string, proposed: readonly ProposedRecord[]): { revision: number; position: bigint } {
    const stream = this.streams.get(name) ?? [];
    this.streams.set(name, stream);
    const created = BigInt(Date.now()) * 10_000n;
    let last = { revision: stream.length - 1, position: this.end };
    for (const event of proposed) {
      const record: LogRecord = { ...event, stream: name, revision: stream.length, position: this.end, created };
      this.end += BigInt(RECORD_OVERHEAD + 2 * name.length + sizeOf(event));
      stream.push(record);
      this.all.push(record);
      this.byStreamAndId.set(`${name} ${event.id}`, record);
      last = record;
    }
    return last;
  }
}
