import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import type { Endpoint } from './failures.js';

const STREAMS = 'event_store.client.streams.streams';

const METHODS: Readonly<Record<string, readonly string[]>> = {
  append: [],
  batchappend: ['deadline_duration'],
  delete: [],
  read: ['position', 'events'],
  tombstone: [],
};

export function supportedMethods(version: string): SupportedMethods {
  const methods = Object.entries(METHODS).map(([name, features]) =>
    new featureMessages.SupportedMethod()
      .setServiceName(STREAMS)
      .setMethodName(name)
      .setFeaturesList([...features]),
  );
  return new featureMessages.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(version);
}

/** A cluster of one, which leads. */
export function clusterOfOne({ host, port }: Endpoint): ClusterInfo {
  const member = new gossipMessages.MemberInfo()
    .setInstanceId(new sharedMessages.UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setTimeStamp(String(BigInt(Date.now()) * 10_000n))
    .setState(gossipMessages.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new gossipMessages.EndPoint().setAddress(host).setPort(port));
  return new gossipMessages.ClusterInfo().setMembersList([member]);
}
