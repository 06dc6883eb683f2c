import type { ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal.js';
import type { Session } from '../auth/sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Names this request in answers, logs and events: from `X-Correlation-Id`, else made. */
    correlationId: string;
    principal: Principal | undefined;
    /** The session that the request came with. */
    session: Session | undefined;
    /** The act that it is a command for. */
    command: string | undefined;
    /** Code of the problem it was answered with. */
    refusal: string | undefined;
  }
}

export const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

export const replyOf = (context: ExecutionContext): FastifyReply => context.switchToHttp().getResponse<FastifyReply>();
