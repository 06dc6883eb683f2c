import type { ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Names this request in answers, logs and events: from `X-Correlation-Id`, else made. */
    correlationId: string;
    principal: Principal | undefined;
    /** Id of the session that the request came with. */
    session: string | undefined;
    /** Type of the command it carries, and what became of it, for the metrics. */
    command: string | undefined;
  }
}

export const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

export const replyOf = (context: ExecutionContext): FastifyReply => context.switchToHttp().getResponse<FastifyReply>();
