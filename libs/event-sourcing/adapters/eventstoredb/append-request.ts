import type { ExpectedRevision } from '../../event-store.js';
import { BatchAppendReq, Empty, StreamIdentifier, UUID } from './protocol.js';
import type { AppendRequest } from './protocol.js';
import type { EventToStore } from './stored-form.js';

export interface AppendToSend {
  /** Its answer names it. */
  readonly correlationId: string;
  /** By the name that it has on the server. */
  readonly stream: string;
  /**
   * Always stated. A client that is given the option under another name than the one it knows appends at any revision
   * and says nothing.
   */
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly EventToStore[];
}

/** One append in one message: it is smaller than the server's limit for messages. */
export function appendRequest({ correlationId, stream, expectedRevision, events }: AppendToSend): AppendRequest {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (expectedRevision === 'no-stream') options.setNoStream(new Empty());
  else options.setStreamPosition(String(expectedRevision));
  return new BatchAppendReq()
    .setCorrelationId(new UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(events.map(proposedMessage))
    .setIsFinal(true);
}

function proposedMessage({
  id,
  type,
  data,
  metadata,
}: EventToStore): InstanceType<typeof BatchAppendReq.ProposedMessage> {
  const message = new BatchAppendReq.ProposedMessage();
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message.setId(new UUID().setString(id)).setData(data).setCustomMetadata(metadata);
}
