import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LoggerService, Type, DynamicModule } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { configureHttp } from './configure-http.js';
import { correlate } from './correlation.js';
import { ProblemFilter } from './problem-filter.js';
import { refuseUnparsable } from './unparsable-request.js';

export type HttpConfig = Pick<
  Config,
  'bodyLimitBytes' | 'trustProxy' | 'publicUrl' | 'cookieSecure' | 'throttleRequestsPerMinute' | 'shutdownTimeoutMs'
>;

/** Milliseconds for a request to arrive whole; a slow sender must not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_PARAMETER = 200;

/** An application on Fastify, configured, not yet listening. */
export async function createHttpApp(
  module: Type | DynamicModule,
  config: HttpConfig,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // An address that cannot be decoded reaches neither hooks nor filters.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const status = error.statusCode ?? 400;
      correlate.call(request.server, request, reply, () => undefined);
      const code = status === 414 ? 'uri-too-long' : 'uri-malformed';
      app.get(ProblemFilter).send({ status, code }, request, reply);
    },
    clientErrorHandler: refuseUnparsable,
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    logger: false,
    return503OnClosing: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: false,
    logger,
  });
  await configureHttp(app, config);
  return app;
}
