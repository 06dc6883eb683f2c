import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificates } from './certificates.js';
import { HostedProcess } from './hosted-process.js';
import { freePorts } from './loopback-ports.js';
import { isRunning } from './processes.js';
import { serverInfo } from './server-info.js';
import type { ServerInfo } from './server-info.js';

export const EVENTSTORED = 'eventstored';

export interface EventStoredOptions {
  /** With them it speaks TLS and knows users (`admin`, `changeit`); without, neither. */
  readonly certificates?: Certificates;
  /** The projections that every EventStoreDB brings along, all running. */
  readonly standardProjections?: boolean;
  /** Free ones when absent. */
  readonly ports?: { readonly node: number; readonly replication: number };
  /** Further options of the program, as `--name=value`. */
  readonly more?: readonly string[];
}

const READY_MS = 60_000;
const SETTLED = /^(leader|follower)$/i;

/** A real EventStoreDB on loopback, its data in files of a temporary folder. */
export class EventStored {
  private process: HostedProcess | undefined;
  version = '';

  private constructor(
    /** A connection string for the one node, as administrator where there are users. */
    readonly url: string,
    readonly folder: string,
    private readonly command: readonly string[],
  ) {}

  /** Made, but not running yet. */
  static async prepare(options: EventStoredOptions = {}): Promise<EventStored> {
    const folder = await mkdtemp(join(tmpdir(), 'branch-accountability-eventstored-'));
    const [node = 0, replication = 0] =
      options.ports === undefined ? await freePorts(2) : [options.ports.node, options.ports.replication];
    const place = `127.0.0.1:${String(node)}`;
    const { certificates } = options;
    const url =
      certificates === undefined
        ? `esdb://${place}?tls=false`
        : `esdb://admin:changeit@${place}?tls=true&tlsCAFile=${certificates.authority}`;
    const files = [
      EVENTSTORED,
      `--db=${join(folder, 'db')}`,
      `--index=${join(folder, 'index')}`,
      `--log=${join(folder, 'log')}`,
    ];
    const ports = [`--node-port=${String(node)}`, `--replication-port=${String(replication)}`];
    return new EventStored(url, folder, [
      ...files,
      ...ports,
      ...securityOptions(certificates),
      ...(options.standardProjections === true ? ['--run-projections=All', '--start-standard-projections'] : []),
      ...(options.more ?? []),
    ]);
  }

  static async start(options: EventStoredOptions = {}): Promise<EventStored> {
    const server = await EventStored.prepare(options);
    await server.start();
    return server;
  }

  /** Also again, with the same data at the same place; resolves when it takes appends. */
  async start(): Promise<void> {
    await this.launch();
    await this.ready();
  }

  /** Resolves as soon as there is a process. */
  async launch(): Promise<void> {
    const { folder } = this;
    const output = join(folder, 'output');
    const env = { EVENTSTORE_TELEMETRY_OPTOUT: 'true' };
    this.process = await HostedProcess.start(this.command, { folder, output, env });
  }

  async ready(): Promise<void> {
    const end = performance.now() + READY_MS;
    for (;;) {
      const info = await this.info();
      if (info !== undefined && SETTLED.test(info.state)) {
        this.version = info.version;
        return;
      }
      const gone = this.process !== undefined && !(await isRunning(this.process.pid));
      if (gone || performance.now() > end) throw new Error(`${EVENTSTORED} is not ready: ${await this.lastWords()}`);
      await sleep(50);
    }
  }

  /** Nothing while it does not answer. */
  async info(): Promise<ServerInfo | undefined> {
    return serverInfo(this.url).catch(() => undefined);
  }

  /** At once, without a chance to tidy up. */
  async kill(): Promise<void> {
    await this.process?.end('SIGKILL');
  }

  /** As a service manager stops it. */
  async stop(): Promise<void> {
    await this.process?.end('SIGTERM');
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async lastWords(): Promise<string> {
    return (await readFile(join(this.folder, 'output'), 'utf8').catch(() => '')).slice(-2_000);
  }
}

function securityOptions(certificates: Certificates | undefined): readonly string[] {
  if (certificates === undefined) return ['--insecure'];
  return [
    `--trusted-root-certificates-path=${certificates.authorityFolder}`,
    `--certificate-file=${certificates.node}`,
    `--certificate-private-key-file=${certificates.nodeKey}`,
  ];
}
