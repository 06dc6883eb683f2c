import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { onRequestHookHandler } from 'fastify';
import { Metrics } from '../telemetry/metrics.js';
import { observeRequests } from '../telemetry/request-log.js';
import { correlate } from './correlation.js';
import type { HttpConfig } from './http-app.js';
import { readFiles } from './file-body.js';
import { readJson } from './json-body.js';
import { RequestThrottle } from './request-throttle.js';
import { RouteTable } from './route-table.js';
import { limitStop } from './stopping.js';

export const PREFIX = 'api/v1';
/** Outside the prefix: for machines, not for clients of the API. */
const UNPREFIXED = ['health/live', 'health/ready', 'metrics'];

/** Everything between Fastify and the controllers. Call before `listen`. */
export async function configureHttp(app: NestFastifyApplication, config: HttpConfig): Promise<void> {
  app.setGlobalPrefix(PREFIX, { exclude: UNPREFIXED });
  // Ends with exit code 0: stopped as it was asked to, not killed.
  app.enableShutdownHooks([], { useProcessExit: true });
  const fastify = app.getHttpAdapter().getInstance();
  limitStop(fastify, config.shutdownTimeoutMs);
  const routes = app.get(RouteTable);
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  for (const name of ['principal', 'session', 'command', 'refusal']) fastify.decorateRequest(name);
  fastify.decorateRequest('correlationId', '');
  fastify.addHook('onRequest', correlate);
  observeRequests(fastify, app.get(Metrics));
  fastify.addHook('onRequest', new RequestThrottle(config.throttleRequestsPerMinute).hook);
  fastify.addHook('onRequest', keepOutOfCaches);
  readJson(fastify, config.bodyLimitBytes);
  readFiles(fastify);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'self'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null },
    },
    // Whether there is HTTPS in front is known by the cookie setting only.
    strictTransportSecurity: config.cookieSecure,
  });
  await app.register(cookie);
}

/** What an API answers is for the one who asked. */
const keepOutOfCaches: onRequestHookHandler = (request, reply, done) => {
  if (request.url.startsWith(`/${PREFIX}/`)) void reply.header('Cache-Control', 'no-store');
  done();
};
