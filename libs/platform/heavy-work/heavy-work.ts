import type { Readable } from 'node:stream';
import type { Spool } from '../spool/spool.js';

/** What is to be done. Goes from process to process, so it is plain data. */
export interface WorkOrder {
  readonly work: string;
  readonly request: object;
}

/** What came of it, in the process that did it. */
export interface WorkResult {
  /** Small and plain: what the one who asked must know before the body. */
  readonly outcome: object;
  /** As long as it likes; closed by the one who hands it over. */
  readonly body?: Spool;
}

/** The same for the one who asked. Ending `body` before its end ends the work. */
export interface WorkAnswer {
  readonly outcome: object;
  /** Fails when it is cut short. */
  readonly body: Readable;
  /** Bytes of the body. */
  readonly length: number;
}

/** So much is asked for already that this would have to wait too long; nothing was begun. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';
}

/** It came to no end. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed';
  constructor(
    readonly reason: 'error' | 'too-long' | 'stopped',
    message: string,
  ) {
    super(message);
  }
}

/** Does what would keep a process that answers requests from answering them. */
export abstract class HeavyWork {
  /**
   * @param signal ends the work when nobody waits for it any more.
   * @throws TooMuchWork
   * @throws WorkFailed
   */
  abstract run(order: WorkOrder, signal: AbortSignal): Promise<WorkAnswer>;
}
