import type { Server } from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featureService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appendCall } from './append-call.js';
import { batchAppendCall } from './batch-append-call.js';
import { deleteCall, tombstoneCall } from './deletion-calls.js';
import { clusterOfOne, supportedMethods } from './information-calls.js';
import { readCall } from './read-call.js';
import type { ServerContext } from './server-context.js';

/** What clients of this version call: streams, the server's features, and who leads the cluster. */
export function addServices(server: Server, context: ServerContext): void {
  const streams: IStreamsServer = {
    read: (call) => void readCall(context, call),
    append: (call, answer) => appendCall(context, call, answer),
    batchAppend: (call) => batchAppendCall(context, call),
    delete: (call, answer) => deleteCall(context, call, answer),
    tombstone: (call, answer) => tombstoneCall(context, call, answer),
  };
  const features: IServerFeaturesServer = {
    getSupportedMethods: (_, answer) => answer(null, supportedMethods(context.version)),
  };
  const gossip: IGossipServer = {
    read: (_, answer) => answer(null, clusterOfOne(context.self())),
  };
  server.addService(streamService.StreamsService, streams);
  server.addService(featureService.ServerFeaturesService, features);
  server.addService(gossipService.GossipService, gossip);
}
