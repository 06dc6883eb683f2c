import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from './failures.js';
import type { AppendOutcome, ExpectedRevision, ProposedRecord } from './log-record.js';
import type { ServerContext } from './server-context.js';

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedRecord[];
  /** Resets the connection on which it came. */
  readonly resetConnection: () => void;
}

export type AppendReply =
  | AppendOutcome
  | { readonly kind: 'silence' | 'overloaded' | 'time-out' }
  | { readonly kind: 'not-leader'; readonly leader: Endpoint };

/** Appends, unless it was told to misbehave. Only what is answered late is not answered in this turn. */
export async function performAppend(
  { stream, expected, events, resetConnection }: AppendRequest,
  { log, misbehaviour, self }: ServerContext,
): Promise<AppendReply> {
  const fault = misbehaviour.take(stream);
  const written = fault === undefined || fault.kind === 'answer-late' || ('written' in fault && fault.written);
  const outcome = written ? log.append(stream, expected, events) : undefined;
  switch (fault?.kind) {
    case 'answer-late':
      await sleep(fault.afterMs, undefined, { ref: false });
      break;
    case 'reset-connection':
      resetConnection();
      return { kind: 'silence' };
    case 'never-answer':
      return { kind: 'silence' };
    case 'not-leader':
      return { kind: 'not-leader', leader: fault.leader ?? self() };
    case 'overloaded':
    case 'time-out':
      return { kind: fault.kind };
    default:
  }
  return outcome ?? { kind: 'silence' };
}
