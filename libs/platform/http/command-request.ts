import type { FastifyRequest } from 'fastify';
import type { ActName } from '#access/acts.js';

/** What the pipe makes a command of. */
export class CommandRequest {
  constructor(
    readonly request: FastifyRequest,
    readonly act: ActName,
  ) {}
}
