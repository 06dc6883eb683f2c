import { randomUUID } from 'node:crypto';
import type { onRequestHookHandler } from 'fastify';

const HEADER = 'x-correlation-id';
const TAKEN = /^[\w.:-]{1,100}$/;

/** The correlation id of a request: the caller's, else a new one; told in the answer. */
export const correlate: onRequestHookHandler = (request, reply, done) => {
  const given = request.headers[HEADER];
  request.correlationId = typeof given === 'string' && TAKEN.test(given) ? given : randomUUID();
  void reply.header('X-Correlation-Id', request.correlationId);
  done();
};
