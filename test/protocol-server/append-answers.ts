import codes from '@eventstore/db-client/generated/code_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendOutcome, ExpectedRevision } from './log-record.js';
import { streamIdentifier } from './messages.js';

type Success = Extract<AppendOutcome, { kind: 'success' }>;
type WrongRevision = Extract<AppendOutcome, { kind: 'wrong-revision' }>;

const empty = (): InstanceType<typeof emptyMessages.Empty> => new emptyMessages.Empty();

/** An answer inside the batch call: appends fail alone, the call goes on. */
function batchError(code: codes.Code, message: string, type: string, details: Uint8Array): Status {
  const packed = new anyMessages.Any();
  packed.pack(details, type);
  return new statusMessages.Status().setCode(code).setMessage(message).setDetails(packed);
}

export const batchSuccess = ({ revision, position }: Success): BatchAppendResp =>
  new streamMessages.BatchAppendResp().setSuccess(
    new streamMessages.BatchAppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(
        new sharedMessages.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)),
      ),
  );

export function batchWrongRevision({ expected, current }: WrongRevision): BatchAppendResp {
  const details = new sharedMessages.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(empty());
  else details.setCurrentStreamRevision(String(current));
  expectIn(details, expected);
  const type = 'event_store.client.WrongExpectedVersion';
  const error = batchError(codes.Code.ALREADY_EXISTS, 'WrongExpectedVersion', type, details.serializeBinary());
  return new streamMessages.BatchAppendResp().setError(error);
}

function expectIn(details: InstanceType<typeof sharedMessages.WrongExpectedVersion>, expected: ExpectedRevision): void {
  if (expected === 'any') details.setExpectedAny(empty());
  else if (expected === 'stream-exists') details.setExpectedStreamExists(empty());
  else if (expected === 'no-stream') details.setExpectedNoStream(empty());
  else details.setExpectedStreamPosition(String(expected));
}

export function batchTooLarge(limit: number): BatchAppendResp {
  const details = new sharedMessages.MaximumAppendSizeExceeded().setMaxappendsize(limit).serializeBinary();
  const type = 'event_store.client.MaximumAppendSizeExceeded';
  const error = batchError(codes.Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', type, details);
  return new streamMessages.BatchAppendResp().setError(error);
}

export function batchDeleted(stream: string): BatchAppendResp {
  const details = new sharedMessages.StreamDeleted().setStreamIdentifier(streamIdentifier(stream)).serializeBinary();
  const error = batchError(codes.Code.NOT_FOUND, 'StreamDeleted', 'event_store.client.StreamDeleted', details);
  return new streamMessages.BatchAppendResp().setError(error);
}

export const batchTimeout = (): BatchAppendResp =>
  new streamMessages.BatchAppendResp().setError(
    batchError(codes.Code.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', Buffer.of()),
  );

export const batchAccessDenied = (): BatchAppendResp =>
  new streamMessages.BatchAppendResp().setError(
    batchError(codes.Code.PERMISSION_DENIED, 'AccessDenied', 'event_store.client.AccessDenied', Buffer.of()),
  );

/** The real one gives no code here, and only words. */
export const batchBusy = (): BatchAppendResp =>
  new streamMessages.BatchAppendResp().setError(
    batchError(codes.Code.OK, 'Server Is Busy', 'google.protobuf.Empty', Buffer.of()),
  );

export function unaryAnswer(outcome: Success | WrongRevision): AppendResp {
  if (outcome.kind === 'success') {
    const position = new streamMessages.AppendResp.Position()
      .setCommitPosition(String(outcome.position))
      .setPreparePosition(String(outcome.position));
    const success = new streamMessages.AppendResp.Success()
      .setCurrentRevision(String(outcome.revision))
      .setPosition(position);
    return new streamMessages.AppendResp().setSuccess(success);
  }
  const { current, expected } = outcome;
  const wrong = new streamMessages.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new sharedMessages.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new sharedMessages.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new sharedMessages.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new sharedMessages.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new streamMessages.AppendResp().setWrongExpectedVersion(wrong);
}
