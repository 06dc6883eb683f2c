import { describe, expect, it } from '@jest/globals';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { hashOf } from '../../chain.js';
import { NotCanonical } from '../../canonical.js';
import { freeText } from '../../event.js';
import type { PreparedAppend } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import type { ProposedEvent } from '../../prepare.js';
import { present } from '../../testing/present.js';
import { metadata, proposed } from '../../testing/proposed.js';
import { OwnStreams } from './own-streams.js';
import { StreamIdentifier, UUID } from './protocol.js';
import { storedForm } from './stored-form.js';
import type { EventToStore } from './stored-form.js';
import { NotOurForm, ownRecord } from './stored-record.js';
import type { StoredRecord } from './stored-record.js';

const own = new OwnStreams('office-');
const logId = '5f0c6f0e-7e1c-4c3c-8a1b-0d9f6f4d2a10';

const prepared = (given: Partial<ProposedEvent> = {}): PreparedAppend =>
  prepareAppend({ logId, stream: 'thing-1', events: [proposed(given)] });

/** An event as the server sends it back. */
function sentBack(
  { id, type, data, metadata: meta }: EventToStore,
  stream = 'office-thing-1',
): StoredRecord | undefined {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  event.setId(new UUID().setString(id)).setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  event.setStreamRevision('0').setCommitPosition('41').setPreparePosition('40').setData(data).setCustomMetadata(meta);
  event.getMetadataMap().set('type', type).set('content-type', 'application/json');
  const response = new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event));
  return ownRecord(streams.ReadResp.deserializeBinary(response.serializeBinary()), own);
}

const roundTrip = (append: PreparedAppend): StoredRecord => present(sentBack(present(storedForm(append)[0])));

describe('an event in EventStoreDB', () => {
  it('comes back as it went, to the byte that is hashed', () => {
    const append = prepared({
      data: { words: freeText('一、\u3000加强党费收缴'), 10: 'a', 9: 'b', '007': 'c', n: [1e21, 0.1 + 0.2] },
      metadata: metadata({ seq: 2, lateReason: freeText('会后补录'), tags: { branch: '03', 7: 1 } }),
    });
    const record = roundTrip(append);
    const { id, type, canonicalText, hash, texts, envelope } = present(append.events[0]);
    expect(record).toMatchObject({
      stream: 'thing-1',
      revision: 0,
      position: '41/40',
      id,
      type,
      hash,
      texts,
      canonicalText,
    });
    expect(record.envelope).toEqual(envelope);
    expect(hashOf(record.canonicalText)).toBe(hash);
  });

  it('has the names that the server and its projections know', () => {
    const [event] = storedForm(prepared({ metadata: metadata({ $correlationId: 'c1', $causationId: 'c2' }) }));
    expect(JSON.parse(String(event?.metadata))).toMatchObject({
      $correlationId: 'c1',
      $causationId: 'c2',
      schemaVersion: 1,
    });
    expect(JSON.parse(String(event?.metadata))).not.toHaveProperty('texts');
    expect(JSON.parse(String(event?.data))).toEqual({});
  });

  it.each(['schemaVersion', 'hash', 'texts'])('has no %s of its own in its metadata: the name is reserved', (name) => {
    const append = prepared({ metadata: Object.assign(metadata(), { [name]: 1 }) });
    expect(() => storedForm(append)).toThrow(NotCanonical);
  });

  it('is taken from the text that was hashed: a BigInt put beside it later does not come near the client', () => {
    const append = prepared({ data: { count: 1 } });
    const event = present(append.events[0]);
    Object.assign(event.envelope.data, { count: 1n });
    expect(JSON.parse(String(storedForm(append)[0]?.data))).toEqual({ count: 1 });
    const spoilt = { ...append, events: [{ ...event, texts: { digest: [1n, ''] as unknown as [string, string] } }] };
    expect(() => storedForm(spoilt)).toThrow(NotCanonical);
  });

  it('is passed over in a stream that is not ours', () => {
    expect(sentBack(present(storedForm(prepared())[0]), 'other-thing-1')).toBeUndefined();
  });

  it.each<[string, (event: EventToStore) => Partial<EventToStore>]>([
    ['no JSON', () => ({ data: Buffer.from('\u0000\u0001') })],
    ['no metadata', () => ({ metadata: Buffer.from('') })],
    ['a list', () => ({ data: Buffer.from('[]') })],
    ['metadata of somebody else', () => ({ metadata: Buffer.from('{"a":1}') })],
    [
      'texts that are no texts',
      ({ metadata: meta }) => ({ metadata: Buffer.from(String(meta).replace('{', '{"texts":1,')) }),
    ],
    ['a text that cannot be hashed', () => ({ data: Buffer.from('{"a":"\\ud800"}') })],
  ])('of another form is read past, and does not verify: %s', (_, change) => {
    const event = present(storedForm(prepared())[0]);
    const record = present(sentBack({ ...event, ...change(event) }));
    expect(record).toMatchObject({ stream: 'thing-1', revision: 0 });
    expect(hashOf(record.canonicalText)).not.toBe(record.hash);
    expect(record.texts).toEqual({});
  });

  it('says which event has another form when its data are asked for', () => {
    const event = present(storedForm(prepared())[0]);
    expect(() => sentBack({ ...event, metadata: Buffer.from('{}') })?.envelope).toThrow(NotOurForm);
  });
});
