import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * `request`: reset before the server hears it; `reply`: reset when its answer comes; `replies`: the same, where the
 * server says other things too before it answers; `silence`: no answer ever.
 */
export type Loss = 'request' | 'reply' | 'replies' | 'silence';

/** Longer than any server takes for one append, shorter than anybody waits for one. */
const REPLIES_MS = 300;

/** Stands between a client and its server on loopback, to lose what a network can lose. */
export class TcpProxy {
  /** How many answers have not come through because their connection was reset instead. */
  repliesLost = 0;
  private next: { readonly mark: string; readonly loss: Loss } | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private server: Server | undefined;

  private constructor(
    private readonly host: string,
    private readonly targetPort: number,
  ) {}

  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy(hostname, Number(port));
    await proxy.listen();
    return proxy;
  }

  /** `url` by way of the proxy. */
  through(url: string): string {
    const proxied = new URL(url);
    proxied.hostname = '127.0.0.1';
    proxied.port = String(this.port);
    return proxied.href;
  }

  /** For the next request that contains `mark`, on whatever connection. */
  loseNext(mark: string, loss: Loss): void {
    this.next = { mark, loss };
  }

  /** Every connection is reset, and none can be made until `listen`. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.resetAndDestroy();
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  async listen(): Promise<void> {
    this.server = createServer((client) => this.join(client));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(client: Socket): void {
    const server = connect(this.targetPort, this.host);
    const both = [client, server];
    const reset = (): void => {
      for (const socket of both) socket.resetAndDestroy();
    };
    for (const socket of both) {
      this.sockets.add(socket);
      socket.on('error', reset);
      socket.on('close', () => {
        this.sockets.delete(socket);
        reset();
      });
    }
    let lost: Loss | undefined;
    client.on('data', (bytes) => {
      if (this.next !== undefined && bytes.includes(this.next.mark)) {
        lost = this.next.loss;
        this.next = undefined;
        if (lost === 'replies') setTimeout(reset, REPLIES_MS).unref();
      }
      if (lost === 'request') reset();
      else server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (lost === 'reply') {
        this.repliesLost += 1;
        lost = 'silence';
        reset();
      } else if (lost === undefined) client.write(bytes);
    });
  }
}
