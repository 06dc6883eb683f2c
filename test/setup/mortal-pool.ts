import { Socket } from 'node:net';
import pg from 'pg';

/** Where a process dies: at which of its statements, before it is sent or when it has worked and nobody knows yet. */
export interface CrashPoint {
  readonly statement: number;
  readonly when: 'before it is sent' | 'before its answer';
}

/** When a statement goes off: its text, the end of one with values, or the end of the rows of a `COPY`. */
const endsStatement = (chunk: unknown): boolean =>
  Buffer.isBuffer(chunk) && (chunk[0] === 0x51 || (chunk.length === 5 && (chunk[0] === 0x53 || chunk[0] === 0x63)));

/** `ReadyForQuery` ends every answer. */
const endsAnswer = (chunk: unknown): boolean =>
  Buffer.isBuffer(chunk) && chunk.length >= 6 && chunk.readUInt8(chunk.length - 6) === 0x5a;

type Written = (error?: Error | null) => void;

/** A connection of a process that can die between two messages. */
class MortalSocket extends Socket {
  private awaited = false;

  constructor(private readonly process: MortalPool) {
    super();
  }

  override _write(chunk: unknown, encoding: BufferEncoding, written: Written): void {
    if (this.mayGo([chunk])) super._write(chunk, encoding, written);
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], written: Written): void {
    if (this.mayGo(chunks.map(({ chunk }) => chunk))) super._writev?.(chunks, written);
  }

  private mayGo(chunks: readonly unknown[]): boolean {
    if (chunks.some(endsStatement)) this.awaited = this.process.reaches() === 'before its answer';
    if (this.process.dead) this.destroy();
    return !this.process.dead;
  }

  override push(chunk: unknown): boolean {
    if (this.awaited && endsAnswer(chunk)) this.process.die();
    return !this.process.dead && super.push(chunk);
  }
}

/** The connections of one process, which dies at a chosen statement: from there on nothing leaves or reaches it. */
export class MortalPool extends pg.Pool {
  dead = false;
  /** Statements sent since the last `doom`. */
  statements = 0;
  readonly death: Promise<void>;
  private readonly sockets = new Set<Socket>();
  private point: CrashPoint | undefined;
  private tell: () => void = () => undefined;

  constructor(url: string) {
    super({ connectionString: url, application_name: 'mortal', stream: () => this.socket() });
    this.death = new Promise((resolve) => (this.tell = resolve));
    this.on('error', () => undefined);
  }

  /** Counts from here on; without a point it lives. */
  doom(point?: CrashPoint): void {
    this.statements = 0;
    this.point = point;
  }

  /** A statement is about to be sent. */
  reaches(): CrashPoint['when'] | undefined {
    this.statements += 1;
    if (this.statements !== this.point?.statement) return undefined;
    if (this.point.when === 'before it is sent') this.die();
    return this.point.when;
  }

  die(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.destroy();
    this.tell();
  }

  private socket(): Socket {
    const socket = new MortalSocket(this);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }
}
