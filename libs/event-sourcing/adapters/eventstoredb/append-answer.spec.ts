import { describe, expect, it } from '@jest/globals';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import { AppendTooLarge, StoreAccessDenied, UnknownOutcome } from '../../event-store.js';
import { appendAnswer } from './append-answer.js';
import { StreamRemoved } from './failures.js';

type Response = InstanceType<typeof streams.BatchAppendResp>;

function refused(message: string, name = 'google.protobuf.Empty', details: Uint8Array = new Uint8Array()): Response {
  const packed = new any.Any();
  packed.pack(details, name);
  const error = new status.Status().setMessage(message).setDetails(packed);
  const response = new streams.BatchAppendResp().setError(error);
  return streams.BatchAppendResp.deserializeBinary(response.serializeBinary());
}

const conflict = (actual: string | undefined): Response => {
  const details = new shared.WrongExpectedVersion();
  if (actual === undefined) details.setCurrentNoStream();
  else details.setCurrentStreamRevision(actual);
  return refused('WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', details.serializeBinary());
};

describe('the answer to an append', () => {
  it('gives revision and both halves of the position', () => {
    const position = new shared.AllStreamPosition().setCommitPosition('90').setPreparePosition('80');
    const success = new streams.BatchAppendResp.Success().setCurrentRevision('4').setPosition(position);
    expect(appendAnswer(new streams.BatchAppendResp().setSuccess(success), 's')).toEqual({
      kind: 'written',
      revision: 4,
      position: '90/80',
    });
  });

  it('gives the revision that the stream has: −1 for none, also where its text is empty', () => {
    expect(appendAnswer(conflict('7'), 's')).toEqual({ kind: 'conflict', actual: 7 });
    expect(appendAnswer(conflict(undefined), 's')).toEqual({ kind: 'conflict', actual: -1 });
  });

  it.each(['Server Is Not Ready', 'Server Is Busy', 'Server Is Too Busy', 'No leader info available in response'])(
    'says that nothing was taken up: %s',
    (message) => {
      expect(appendAnswer(refused(message), 's')).toMatchObject({ kind: 'refused-for-now', certain: true });
    },
  );

  it.each<[string, Response, new (...args: never[]) => Error]>([
    ['a time-out of the server', refused('Timeout', 'event_store.client.Timeout'), UnknownOutcome],
    ['something unknown', refused('Unknown', 'event_store.client.Unknown'), UnknownOutcome],
    ['an error inside', refused('Envelope callback expected…'), UnknownOutcome],
    ['neither success nor failure', new streams.BatchAppendResp(), UnknownOutcome],
    ['access denied', refused('AccessDenied', 'event_store.client.AccessDenied'), StoreAccessDenied],
    ['a deleted stream', refused('StreamDeleted', 'event_store.client.StreamDeleted'), StreamRemoved],
    ['too much', refused('', 'event_store.client.MaximumAppendSizeExceeded'), AppendTooLarge],
  ])('is an error: %s', (_, response, type) => {
    expect(() => appendAnswer(response, 's')).toThrow(type);
  });
});
