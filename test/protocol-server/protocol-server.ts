import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Users } from './access.js';
import { Connections } from './connections.js';
import { isSystemName } from './log-record.js';
import type { LogRecord } from './log-record.js';
import { Misbehaviour } from './misbehaviour.js';
import type { AppendFault, FaultOrder, FaultScope } from './misbehaviour.js';
import { addServices } from './services.js';
import { ServerLog } from './server-log.js';
import { Subscriptions } from './subscriptions.js';

/** Paths of PEM files. */
export interface ServerCertificate {
  readonly authority: string;
  readonly node: string;
  readonly nodeKey: string;
}

export interface ProtocolServerOptions {
  /** Who may come in, with TLS only: without it clients send no password. Everybody when absent. */
  readonly users?: Users;
  readonly tls?: ServerCertificate;
}

const VERSION = '23.10.0.0-protocol-server';
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

/**
 * A server in this process that speaks EventStoreDB's protocol and answers as EventStoreDB 23.10 does, until it is
 * told to misbehave. Its log lies in memory.
 */
export class ProtocolServer {
  readonly version = VERSION;
  readonly subscriptions = new Subscriptions();
  private readonly log = new ServerLog();
  private readonly misbehaviour = new Misbehaviour();
  private readonly grpc = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  private readonly connections: Connections;

  private constructor(
    private readonly options: ProtocolServerOptions,
    credentials: ServerCredentials,
  ) {
    const injector = this.grpc.createConnectionInjector(credentials);
    this.connections = new Connections((socket) => injector.injectConnection(socket));
    addServices(this.grpc, {
      log: this.log,
      misbehaviour: this.misbehaviour,
      subscriptions: this.subscriptions,
      users: options.users,
      version: VERSION,
      self: () => ({ host: '127.0.0.1', port: this.connections.port }),
      resetConnection: (peer) => this.connections.reset(peer),
    });
  }

  static async start(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
    const server = new ProtocolServer(options, await credentialsOf(options.tls));
    await server.connections.listen();
    return server;
  }

  /** As a connection string, without user and password. */
  get url(): string {
    return this.urlFor('');
  }

  urlFor(userAndPassword: string): string {
    const { tls } = this.options;
    const query = tls === undefined ? 'tls=false' : `tls=true&tlsCAFile=${tls.authority}`;
    const at = userAndPassword === '' ? '' : `${userAndPassword}@`;
    return `esdb://${at}127.0.0.1:${String(this.connections.port)}?${query}`;
  }

  /** Everything that is stored, in the order of the log. */
  get records(): readonly LogRecord[] {
    return this.log.records;
  }

  /** The records of streams that do not belong to the server itself. */
  get userRecords(): readonly LogRecord[] {
    return this.log.records.filter(({ stream }) => !isSystemName(stream));
  }

  /** Appends to come go wrong, by default until it is revoked. */
  misbehave(fault: AppendFault, scope?: FaultScope): FaultOrder {
    return this.misbehaviour.order(fault, scope);
  }

  /** Every connection is reset; clients may connect again at once. */
  resetConnections(): void {
    this.connections.resetAll();
  }

  /** Every connection is reset, and the port is closed, until `resume`. */
  interrupt(): Promise<void> {
    return this.connections.close();
  }

  resume(): Promise<void> {
    return this.connections.listen();
  }

  /** The same port and data; every connection is reset. */
  async restart(downMs = 0): Promise<void> {
    await this.interrupt();
    await sleep(downMs);
    await this.resume();
  }

  async stop(): Promise<void> {
    await this.connections.close();
    this.grpc.forceShutdown();
  }
}

async function credentialsOf(tls: ServerCertificate | undefined): Promise<ServerCredentials> {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const [authority, chain, key] = await Promise.all(
    [tls.authority, tls.node, tls.nodeKey].map((path) => readFile(path)),
  );
  if (chain === undefined || key === undefined) throw new Error('a server without its certificate');
  return ServerCredentials.createSsl(authority ?? null, [{ cert_chain: chain, private_key: key }]);
}
