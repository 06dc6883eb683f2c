import type { FastifyInstance } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';
import { RequestProblem } from './request-problem.js';

/** Media types of the files that are taken as they are. */
export const FILE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const;

/** A ledger of 20,000 rows is a fraction of it. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The body of this route is a file, as it is. */
export const TakesFile = (): MethodDecorator => RouteConfig({ takesFile: true });

/** Files are taken by the routes that say so, and by no other. */
export const readFiles = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser(
    Object.values(FILE_TYPES),
    { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES },
    (request, body, done) => {
      const config: object = request.routeOptions.config;
      if ('takesFile' in config && config.takesFile === true) return done(null, body);
      return done(new RequestProblem(415, 'content-type-unsupported'));
    },
  );
};
