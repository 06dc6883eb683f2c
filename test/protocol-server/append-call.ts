import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { refusal } from './access.js';
import { unaryAnswer } from './append-answers.js';
import { appendTooLarge, invalidArgument, notLeader, streamDeleted, timedOut, tooBusy } from './failures.js';
import type { Failure } from './failures.js';
import { sizeOf } from './log-record.js';
import type { ExpectedRevision, ProposedRecord } from './log-record.js';
import { proposedRecord, streamName } from './messages.js';
import { performAppend } from './performed-append.js';
import type { AppendRequest } from './performed-append.js';
import { MAX_APPEND_BYTES } from './server-context.js';
import type { ServerContext } from './server-context.js';

/** One append in one call, as clients do it that give credentials with it. */
export function appendCall(
  context: ServerContext,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  let stream = '';
  let expected: ExpectedRevision = 'any';
  let size = 0;
  const events: ProposedRecord[] = [];
  let refused: Failure | undefined = refusal(context.users, call.metadata, false);
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    if (options !== undefined) {
      stream = streamName(options.getStreamIdentifier());
      expected = expectedIn(options);
    }
    const message = request.getProposedMessage();
    if (message === undefined || refused !== undefined) return;
    try {
      const event = proposedRecord(message);
      size += sizeOf(event);
      events.push(event);
    } catch (error) {
      refused = invalidArgument(String(error));
    }
    if (size > MAX_APPEND_BYTES) refused = appendTooLarge(MAX_APPEND_BYTES);
  });
  call.on('end', () => {
    if (refused !== undefined) return answer(refused);
    const resetConnection = (): void => context.resetConnection(call.getPeer());
    void perform(context, { stream, expected, events, resetConnection }, answer);
    return undefined;
  });
}

async function perform(
  context: ServerContext,
  request: AppendRequest,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  const reply = await performAppend(request, context);
  switch (reply.kind) {
    case 'success':
    case 'wrong-revision':
      return answer(null, unaryAnswer(reply));
    case 'deleted':
      return answer(streamDeleted(request.stream));
    case 'not-leader':
      return answer(notLeader(reply.leader));
    case 'overloaded':
      return answer(tooBusy());
    case 'time-out':
      return answer(timedOut('the append'));
    case 'silence':
      return undefined;
  }
}

function expectedIn(options: AppendReq.Options): ExpectedRevision {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
}
