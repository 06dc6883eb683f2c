import { setTimeout as sleep } from 'node:timers/promises';
import { EventStored } from './eventstored.js';
import { freePorts } from './loopback-ports.js';

const SIZE = 3;
const LEADER_MS = 60_000;

/** Three nodes on loopback that know each other. */
export class EventStoredCluster {
  private constructor(
    readonly nodes: readonly EventStored[],
    /** Of all nodes; clients find the leader by asking any of them. */
    readonly url: string,
  ) {}

  static async start(): Promise<EventStoredCluster> {
    const ports = await freePorts(2 * SIZE);
    const places = ports.slice(0, SIZE).map((port) => `127.0.0.1:${String(port)}`);
    const nodes = await Promise.all(
      places.map((place, n) =>
        EventStored.prepare({
          ports: { node: ports[n] ?? 0, replication: ports[SIZE + n] ?? 0 },
          more: [
            `--cluster-size=${String(SIZE)}`,
            '--discover-via-dns=false',
            `--gossip-seed=${places.filter((other) => other !== place).join(',')}`,
          ],
        }),
      ),
    );
    const cluster = new EventStoredCluster(nodes, `esdb://${places.join(',')}?tls=false&nodePreference=leader`);
    await Promise.all(nodes.map((node) => node.launch()));
    await Promise.all(nodes.map((node) => node.ready()));
    await cluster.leader();
    return cluster;
  }

  /** The node that takes appends now; waits for one to be elected. */
  async leader(): Promise<EventStored> {
    const end = performance.now() + LEADER_MS;
    while (performance.now() < end) {
      const infos = await Promise.all(this.nodes.map((node) => node.info()));
      const leader = this.nodes.find((_, n) => infos[n]?.state.toLowerCase() === 'leader');
      if (leader !== undefined) return leader;
      await sleep(50);
    }
    throw new Error('no leader was elected');
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.remove()));
  }
}
