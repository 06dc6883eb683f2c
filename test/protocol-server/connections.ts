import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** The listening port and its connections, so that they can be reset as a network or a crash does it. */
export class Connections {
  private readonly sockets = new Map<string, Socket>();
  private server: Server | undefined;
  private lastPort = 0;

  constructor(private readonly accept: (socket: Socket) => void) {}

  get port(): number {
    return this.lastPort;
  }

  /** On the port that it had before, if it had one. */
  async listen(): Promise<void> {
    this.server = createServer((socket) => {
      const peer = `${socket.remoteAddress ?? ''}:${String(socket.remotePort)}`;
      this.sockets.set(peer, socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(peer));
      this.accept(socket);
    });
    this.server.listen(this.lastPort, '127.0.0.1');
    await once(this.server, 'listening');
    this.lastPort = (this.server.address() as AddressInfo).port;
  }

  reset(peer: string): void {
    this.sockets.get(peer)?.resetAndDestroy();
  }

  resetAll(): void {
    for (const socket of this.sockets.values()) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    this.resetAll();
    await closed;
  }
}
