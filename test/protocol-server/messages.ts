import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, BatchAppendReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord, ProposedRecord } from './log-record.js';

/** Between the messages of the protocol and what the server keeps. */

export const streamIdentifier = (name: string): StreamIdentifier =>
  new sharedMessages.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'));

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

const uuid = (text: string): UUID => new sharedMessages.UUID().setString(text);

/** Ids in either form of the protocol, as text. */
export function uuidText(id: UUID | undefined): string {
  const structured = id?.getStructured();
  if (structured === undefined) return id?.getString().toLowerCase() ?? '';
  const bits = (half: string): string => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0');
  const hex = bits(structured.getMostSignificantBits()) + bits(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws Error when the type of the event is not given, as the server does. */
export function proposedRecord(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedRecord {
  const attributes = message.getMetadataMap();
  const type = attributes.get('type');
  const contentType = attributes.get('content-type');
  if (type === undefined || contentType === undefined) throw new Error('Required Metadata Property is missing');
  return {
    id: uuidText(message.getId()),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function eventMessage(record: LogRecord): ReadResp {
  const event = new streamMessages.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuid(record.id))
    .setStreamIdentifier(streamIdentifier(record.stream))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(String(record.position))
    .setPreparePosition(String(record.position))
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', String(record.created));
  const read = new streamMessages.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(record.position));
  return new streamMessages.ReadResp().setEvent(read);
}

export function notFoundMessage(stream: string): ReadResp {
  const notFound = new streamMessages.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream));
  return new streamMessages.ReadResp().setStreamNotFound(notFound);
}

export function confirmationMessage(id: string): ReadResp {
  const confirmation = new streamMessages.ReadResp.SubscriptionConfirmation().setSubscriptionId(id);
  return new streamMessages.ReadResp().setConfirmation(confirmation);
}

export function checkpointMessage(position: bigint): ReadResp {
  const checkpoint = new streamMessages.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return new streamMessages.ReadResp().setCheckpoint(checkpoint);
}

export const caughtUpMessage = (): ReadResp =>
  new streamMessages.ReadResp().setCaughtUp(new streamMessages.ReadResp.CaughtUp());
