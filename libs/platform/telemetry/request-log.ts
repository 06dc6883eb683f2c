import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.js';
import { requestContext } from './request-context.js';

/** Asked so often by machines that they would drown the rest. */
const QUIET = ['/health/live', '/health/ready', '/metrics'];

/** One line and one measurement per request: no names, no bodies, no queries, no tokens. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const log = new Logger('http');
  // The second time after the body was read: its events come from the socket, outside of the first.
  for (const hook of ['onRequest', 'preHandler'] as const) {
    fastify.addHook(hook, (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
      requestContext.run({ correlationId: request.correlationId }, done);
    });
  }
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = String(reply.statusCode);
    metrics.requests.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
    if (request.command !== undefined)
      metrics.commands.inc({ act: request.command, outcome: outcomeOf(reply, request) });
    if (!QUIET.includes(route)) log.log(line(request, reply, route));
    done();
  });
}

const outcomeOf = (reply: FastifyReply, request: FastifyRequest): string =>
  reply.statusCode < 400 ? 'recorded' : (request.refusal ?? 'unexpected');

const line = (request: FastifyRequest, reply: FastifyReply, route: string): object => ({
  msg: `${request.method} ${route} ${String(reply.statusCode)}`,
  correlationId: request.correlationId,
  requestId: request.id,
  method: request.method,
  route,
  status: reply.statusCode,
  durationMs: Math.round(reply.elapsedTime * 10) / 10,
  ...(request.principal === undefined ? {} : { account: request.principal.account }),
  ...(request.refusal === undefined ? {} : { refusal: request.refusal }),
});
