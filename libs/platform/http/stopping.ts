import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * A stop waits for requests under way, but not for longer than this; and not for what a client that keeps its connection
 * might ask next, or one that opened a connection to be ready might ask first, which Node counts as busy.
 */
export function limitStop(fastify: FastifyInstance, timeoutMs: number): void {
  const { server } = fastify;
  const unused = new Set<Socket>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: { readonly socket: Socket }) => unused.delete(socket));
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) void reply.header('Connection', 'close');
    done(null, payload);
  });
  fastify.addHook('preClose', (done) => {
    stopping = true;
    for (const socket of unused) socket.destroy();
    setTimeout(() => server.closeAllConnections(), timeoutMs).unref();
    done();
  });
}
