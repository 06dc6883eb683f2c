import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { refusal } from './access.js';
import { jsonRecord } from './log-record.js';
import { streamName } from './messages.js';
import type { ServerContext } from './server-context.js';

/** As the server writes it; a JavaScript number would not have the last digits. */
const HIDE_ALL = '{"$tb":9223372036854775807}';

/** Hides what was written to a stream. */
export function deleteCall(
  { log, users }: ServerContext,
  { request, metadata }: ServerUnaryCall<DeleteReq, DeleteResp>,
  answer: sendUnaryData<DeleteResp>,
): void {
  const refused = refusal(users, metadata, false);
  if (refused !== undefined) return answer(refused);
  const name = streamName(request.getOptions()?.getStreamIdentifier());
  const hidden = { ...jsonRecord(randomUUID(), '$metadata', {}), data: Buffer.from(HIDE_ALL) };
  const outcome = log.append(`$$${name}`, 'any', [hidden]);
  if (outcome.kind !== 'success') return answer({ code: status.INTERNAL, details: outcome.kind });
  const position = new streamMessages.DeleteResp.Position()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  answer(null, new streamMessages.DeleteResp().setPosition(position));
}

/** Gives up a stream and its name for good. */
export function tombstoneCall(
  { log, users }: ServerContext,
  { request, metadata }: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  answer: sendUnaryData<TombstoneResp>,
): void {
  const refused = refusal(users, metadata, false);
  if (refused !== undefined) return answer(refused);
  const at = String(log.tombstone(streamName(request.getOptions()?.getStreamIdentifier())));
  const position = new streamMessages.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
  answer(null, new streamMessages.TombstoneResp().setPosition(position));
}
