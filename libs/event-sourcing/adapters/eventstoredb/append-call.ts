import { randomUUID } from 'node:crypto';
import type { ExpectedRevision } from '../../event-store.js';
import { appendRequest } from './append-request.js';
import { cancel } from './connection.js';
import type { Call, Connection } from './connection.js';
import type { AppendRequest, AppendResponse } from './protocol.js';
import type { EventToStore } from './stored-form.js';

export interface Sent {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly EventToStore[];
}

interface Waiting {
  readonly resolve: (response: AppendResponse) => void;
  readonly reject: (error: unknown) => void;
}

type Duplex = Call & { write(request: AppendRequest): boolean; end(): void };

/** The call ended before it answered. */
export class CallEnded extends Error {
  override readonly name = 'CallEnded';
  constructor(
    cause: unknown,
    /** Whether the server has answered anything on this call. */
    readonly reached: boolean,
  ) {
    super('the call ended before it answered', { cause });
  }
}

/**
 * One call through which all appends go, in the order in which they were sent; the server answers each by its name.
 * What waits for an answer belongs to this call and fails with it alone.
 */
export class AppendCall {
  private readonly waiting = new Map<string, Waiting>();
  private answers = 0;
  private over = false;

  private constructor(readonly call: Duplex) {
    call.on('data', (response: AppendResponse) => {
      this.answers += 1;
      const name = response.getCorrelationId()?.getString() ?? '';
      // Late answers, to what was given up, find nobody.
      this.waiting.get(name)?.resolve(response);
      this.waiting.delete(name);
    });
    const fail = (error?: unknown): void => {
      this.over = true;
      const waiting = [...this.waiting.values()];
      this.waiting.clear();
      for (const { reject } of waiting) reject(new CallEnded(error, this.answers > 0));
    };
    call.on('error', fail).on('end', fail).on('close', fail);
  }

  static async open(connection: Connection): Promise<AppendCall> {
    return new AppendCall(await connection.call((stub, ...args) => stub.batchAppend(...args)));
  }

  get isOver(): boolean {
    return this.over;
  }

  /** How many answers came so far. */
  get answered(): number {
    return this.answers;
  }

  /** @throws CallEnded */
  send(append: Sent): { readonly answer: Promise<AppendResponse>; readonly forget: () => void } {
    const correlationId = randomUUID();
    const answer = new Promise<AppendResponse>((resolve, reject) => {
      if (this.over) reject(new CallEnded(undefined, this.answers > 0));
      else this.waiting.set(correlationId, { resolve, reject });
    });
    if (!this.over) this.call.write(appendRequest({ ...append, correlationId }));
    return {
      answer,
      forget: () => {
        this.waiting.delete(correlationId);
        // Without a listener left, its end is nobody's rejection.
        answer.catch(() => undefined);
      },
    };
  }

  /** Nothing more is sent; what still waits is answered before the call ends. */
  end(): void {
    if (!this.over) this.call.end();
  }

  cancel(): void {
    cancel(this.call);
  }
}
