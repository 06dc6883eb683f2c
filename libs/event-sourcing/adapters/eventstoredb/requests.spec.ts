import { describe, expect, it } from '@jest/globals';
import { appendRequest } from './append-request.js';
import { OwnStreams } from './own-streams.js';
import { BatchAppendReq, ReadReq } from './protocol.js';
import type { AppendRequest, ReadRequest } from './protocol.js';
import { allRequest, streamRequest, subscriptionRequest } from './read-request.js';

/** As the server receives them. */
const received = (request: ReadRequest) => ReadReq.deserializeBinary(request.serializeBinary()).getOptions();
const receivedAppend = (request: AppendRequest) => BatchAppendReq.deserializeBinary(request.serializeBinary());

const correlationId = '5f0c6f0e-7e1c-4c3c-8a1b-0d9f6f4d2a10';
const id = '0b4bb4a5-3a63-4f30-9d68-6b3f38e1a0d1';

describe('a request to append', () => {
  const events = [{ id, type: 'ThingHappened', data: Buffer.from('{"a":1}'), metadata: Buffer.from('{}') }];

  it('always states the revision that it expects: without it the server appends at any', () => {
    const begun = receivedAppend(appendRequest({ correlationId, stream: 's', expectedRevision: 'no-stream', events }));
    expect([begun.getOptions()?.hasNoStream(), begun.getOptions()?.hasAny()]).toEqual([true, false]);
    const exact = receivedAppend(appendRequest({ correlationId, stream: 's', expectedRevision: 0, events }));
    expect([exact.getOptions()?.hasStreamPosition(), exact.getOptions()?.getStreamPosition()]).toEqual([true, '0']);
    expect(exact.getOptions()?.hasAny()).toBe(false);
  });

  it('is one message, with JSON in the server’s eyes', () => {
    const request = receivedAppend(appendRequest({ correlationId, stream: '党建-1', expectedRevision: 3, events }));
    const [event] = request.getProposedMessagesList();
    expect(request.getIsFinal()).toBe(true);
    expect(request.getCorrelationId()?.getString()).toBe(correlationId);
    expect(Buffer.from(request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(
      '党建-1',
    );
    expect(event?.getId()?.getString()).toBe(id);
    expect(event?.getMetadataMap().get('content-type')).toBe('application/json');
    expect(event?.getMetadataMap().get('type')).toBe('ThingHappened');
    expect(Buffer.from(event?.getData_asU8() ?? []).toString()).toBe('{"a":1}');
  });
});

describe('a request to read', () => {
  const from = { commit: '12', prepare: '11' };

  it('names both halves of a position', () => {
    const position = received(allRequest({ direction: 'forwards', from }))
      ?.getAll()
      ?.getPosition();
    expect([position?.getCommitPosition(), position?.getPreparePosition()]).toEqual(['12', '11']);
  });

  it('lets the server leave the system’s events out, for a reading as for a subscription', () => {
    const { filter } = new OwnStreams('');
    const read = received(allRequest({ direction: 'forwards', from: 'start', filter }));
    const subscribed = received(subscriptionRequest({ from: 'end', filter }));
    for (const options of [read, subscribed]) {
      expect(options?.getFilter()?.getStreamIdentifier()?.getRegex()).toBe('^[^$]');
      expect(options?.getResolveLinks()).toBe(false);
    }
    expect([read?.hasSubscription(), subscribed?.hasSubscription()]).toEqual([false, true]);
  });

  it('asks for the streams of a prefix', () => {
    const { filter } = new OwnStreams('office-');
    const options = received(allRequest({ direction: 'backwards', from: 'end', limit: 1, filter }));
    expect(options?.getFilter()?.getStreamIdentifier()?.getPrefixList()).toEqual(['office-']);
    expect([options?.getReadDirection(), options?.getCount()]).toEqual([1, '1']);
  });

  it('begins in a stream where it says', () => {
    const at = received(streamRequest({ stream: 's', direction: 'forwards', from: 0, limit: 2 }))?.getStream();
    expect([at?.hasRevision(), at?.getRevision()]).toEqual([true, '0']);
    const end = received(streamRequest({ stream: 's', direction: 'backwards', from: 'end' }))?.getStream();
    expect(end?.hasEnd()).toBe(true);
  });
});
