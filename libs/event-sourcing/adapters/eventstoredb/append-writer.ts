import { assertWithinLimits } from '../../append-limits.js';
import { StoreUnavailable, UnknownOutcome } from '../../event-store.js';
import type { PreparedAppend } from '../../event-store.js';
import { appendAnswer } from './append-answer.js';
import type { AppendAnswer, RefusedForNow } from './append-answer.js';
import { AppendCall, CallEnded } from './append-call.js';
import type { Sent } from './append-call.js';
import { pause, pauseMs } from './back-off.js';
import type { Connection } from './connection.js';
import {
  accessDenied,
  isAccessDenied,
  isNeverSent,
  isNotLeader,
  isUnsupported,
  messageOf,
  NoAnswer,
} from './failures.js';
import type { OwnStreams } from './own-streams.js';
import { storedForm } from './stored-form.js';

const MAX_PAUSE_MS = 500;

/** Sends appends, each with a deadline: the client's own does not apply to the call that they go through. */
export class AppendWriter {
  private readonly running = new Set<Promise<unknown>>();
  private opening: Promise<AppendCall> | undefined;
  private current: AppendCall | undefined;
  private closed = false;

  constructor(
    private readonly connection: Connection,
    private readonly streams: OwnStreams,
    private readonly timeoutMs: number,
  ) {}

  /**
   * @throws UnknownOutcome, StoreUnavailable, StoreAccessDenied, AppendTooLarge, StreamRemoved
   */
  async append(append: PreparedAppend): Promise<AppendAnswer> {
    assertWithinLimits(append);
    const { stream, expectedRevision } = append;
    const sent = { stream: this.streams.onServer(stream), expectedRevision, events: storedForm(append) };
    if (this.closed) throw new StoreUnavailable('the event store is closed');
    const work = this.persist(stream, sent);
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Waits for what was handed in before: each has its deadline. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.running);
    this.current?.end();
    await this.connection.close();
  }

  /**
   * Sends again what the server did not take up, until the deadline. It is the same append at the same revision: should
   * an attempt have been written after all, the next one finds it.
   */
  private async persist(stream: string, sent: Sent): Promise<AppendAnswer> {
    const deadline = performance.now() + this.timeoutMs;
    let certain = true;
    for (let failures = 1; ; failures += 1) {
      try {
        const answer = await this.attempt(stream, sent, deadline);
        if (answer.kind !== 'refused-for-now') return answer;
        certain &&= answer.certain;
        const pauseFor = pauseMs(failures, MAX_PAUSE_MS);
        if (performance.now() + pauseFor > deadline)
          throw new StoreUnavailable(`the event store refused an append for now: ${answer.reason}`);
        await pause(pauseFor);
      } catch (error) {
        // It cannot be reached now, which says nothing of the attempt before.
        if (error instanceof StoreUnavailable && !certain) throw new UnknownOutcome(error.message, { cause: error });
        throw error;
      }
    }
  }

  private async attempt(stream: string, sent: Sent, deadline: number): Promise<AppendAnswer | RefusedForNow> {
    const call = await this.open();
    if (performance.now() > deadline) throw new StoreUnavailable('the event store was not reached in time');
    const before = call.answered;
    const { answer, forget } = call.send(sent);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer('no answer in time')), deadline - performance.now());
    });
    try {
      return appendAnswer(await Promise.race([answer, late]), stream);
    } catch (error) {
      const silent = error instanceof NoAnswer && call.answered === before;
      const lost = error instanceof CallEnded && !isNotLeader(error.cause);
      if (silent || lost) await this.connection.renew(call.call);
      return failedAttempt(error);
    } finally {
      clearTimeout(timer);
      forget();
    }
  }

  /** The call that is open, or a new one: one for all who ask, so that they keep their order. */
  private open(): Promise<AppendCall> {
    if (this.current?.isOver === true) {
      this.current = undefined;
      this.opening = undefined;
    }
    this.opening ??= this.begin();
    return this.opening;
  }

  private async begin(): Promise<AppendCall> {
    try {
      this.current = await AppendCall.open(this.connection);
      return this.current;
    } catch (error) {
      this.opening = undefined;
      throw new StoreUnavailable(`the event store cannot be reached: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** What it means that the call of an append failed. */
function failedAttempt(error: unknown): RefusedForNow {
  if (error instanceof NoAnswer) throw new UnknownOutcome('the event store did not answer an append', { cause: error });
  if (!(error instanceof CallEnded)) throw error;
  const { cause, reached } = error;
  const reason = messageOf(cause);
  // Of all that waited on this call one was refused so; it does not say which.
  if (isNotLeader(cause)) return { kind: 'refused-for-now', reason, certain: false };
  if (isAccessDenied(cause)) throw accessDenied('write', cause);
  if (isUnsupported(cause)) throw new Error('this server is too old: it takes no batches of appends', { cause });
  if (!reached && isNeverSent(cause))
    throw new StoreUnavailable(`the event store cannot be reached: ${reason}`, { cause });
  throw new UnknownOutcome(`the event store did not answer an append: ${reason}`, { cause });
}
