import type { ServerDuplexStream } from '@grpc/grpc-js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { refusal } from './access.js';
import {
  batchAccessDenied,
  batchBusy,
  batchDeleted,
  batchSuccess,
  batchTimeout,
  batchTooLarge,
  batchWrongRevision,
} from './append-answers.js';
import { notLeader } from './failures.js';
import { sizeOf } from './log-record.js';
import type { ExpectedRevision, ProposedRecord } from './log-record.js';
import { proposedRecord, streamIdentifier, streamName, uuidText } from './messages.js';
import { performAppend } from './performed-append.js';
import type { AppendReply } from './performed-append.js';
import { MAX_APPEND_BYTES } from './server-context.js';
import type { ServerContext } from './server-context.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Waiting {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly deadline: number;
  readonly events: ProposedRecord[];
  size: number;
}

/** Appends of one client in one call without end, each told from the others by its correlation id. */
export function batchAppendCall(context: ServerContext, call: Call): void {
  const waiting = new Map<string, Waiting>();
  const denied = refusal(context.users, call.metadata, false);
  const resetConnection = (): void => context.resetConnection(call.getPeer());

  const answer = (request: BatchAppendReq, stream: string, response: BatchAppendResp): void => {
    if (call.cancelled || call.destroyed) return;
    call.write(response.setCorrelationId(request.getCorrelationId()).setStreamIdentifier(streamIdentifier(stream)));
  };

  const finish = async (request: BatchAppendReq, append: Waiting): Promise<void> => {
    const { stream } = append;
    if (append.size > MAX_APPEND_BYTES) return answer(request, stream, batchTooLarge(MAX_APPEND_BYTES));
    if (append.deadline <= Date.now()) return answer(request, stream, batchTimeout());
    const reply = await performAppend({ ...append, resetConnection }, context);
    // Told of a leader, the whole call fails, and every append that waits in it.
    if (reply.kind === 'not-leader') call.emit('error', notLeader(reply.leader));
    else if (reply.kind !== 'silence') answer(request, stream, responseTo(stream, reply));
  };

  call.on('data', (request: BatchAppendReq) => {
    const id = uuidText(request.getCorrelationId());
    const options = request.getOptions();
    if (options !== undefined) {
      const stream = streamName(options.getStreamIdentifier());
      if (denied !== undefined) return answer(request, stream, batchAccessDenied());
      const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
      waiting.set(id, { stream, expected: expectedIn(options), deadline, events: [], size: 0 });
    }
    const append = waiting.get(id);
    if (append === undefined) return;
    for (const message of request.getProposedMessagesList()) {
      const event = proposedRecord(message);
      append.events.push(event);
      append.size += sizeOf(event);
    }
    if (!request.getIsFinal()) return;
    waiting.delete(id);
    void finish(request, append);
  });
  call.on('end', () => call.end());
  // A client that goes away is no concern of the server's.
  call.on('error', () => undefined);
}

function responseTo(
  stream: string,
  reply: Exclude<AppendReply, { kind: 'not-leader' } | { kind: 'silence' }>,
): BatchAppendResp {
  switch (reply.kind) {
    case 'success':
      return batchSuccess(reply);
    case 'wrong-revision':
      return batchWrongRevision(reply);
    case 'deleted':
      return batchDeleted(stream);
    case 'overloaded':
      return batchBusy();
    case 'time-out':
      return batchTimeout();
    default:
      return new streamMessages.BatchAppendResp();
  }
}

function expectedIn(options: BatchAppendReq.Options): ExpectedRevision {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
}
