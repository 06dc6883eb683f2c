import shared from '@eventstore/db-client/generated/shared_pb.js';
import service from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

/**
 * The messages of EventStoreDB's protocol, as the client package defines them. Its methods do not do for a log:
 * `readAll` cannot filter, so that a whole log is read with every system event in it; and `appendToStream` keeps what
 * waits for an answer in one map for the whole process, which an error of any call empties, after which the next
 * answer of another call ends the process. So we take its connections (discovery, TLS, credentials, keep-alive) and
 * its messages, and make the two calls that we need ourselves.
 */
export const { ReadReq, BatchAppendReq } = streams;
export const { StreamsClient } = service;
export const { Empty, StreamIdentifier, UUID, WrongExpectedVersion } = shared;

export type { ReadReq as ReadRequest } from '@eventstore/db-client/generated/streams_pb.js';
export type { ReadResp as ReadResponse } from '@eventstore/db-client/generated/streams_pb.js';
export type { BatchAppendReq as AppendRequest } from '@eventstore/db-client/generated/streams_pb.js';
export type { BatchAppendResp as AppendResponse } from '@eventstore/db-client/generated/streams_pb.js';
