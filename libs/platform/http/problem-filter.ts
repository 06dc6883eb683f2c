import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './api-answers.js';
import { LANGUAGE_TAGS, languageOf } from './language.js';
import type { Language } from './language.js';
import { Messages } from './messages.js';
import { problemOf } from './problem-of.js';
import { refusalOf } from './refusal.js';
import type { Refusal } from './refusal.js';
import { RouteTable } from './route-table.js';

const UNEXPECTED: Refusal = { status: 500, code: 'unexpected' };

/** The one place where errors become answers: RFC 9457, in the caller's language, with nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  constructor(
    private readonly messages: Messages,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = this.withMethods(refusalOf(error), request) ?? UNEXPECTED;
    request.refusal = refusal.code;
    if (refusal.status >= 500) this.log.error(error);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    this.send(refusal, request, reply);
  }

  /** Answers with a problem, also where no exception was thrown. */
  send(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
    const language = languageOf(request.headers['accept-language']);
    void reply
      .status(refusal.status)
      .headers({ ...refusal.headers, 'Content-Language': LANGUAGE_TAGS[language], 'Cache-Control': 'no-store' })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(this.problem(refusal, request, language)));
  }

  /** An address that exists for other methods is told apart from one that does not. */
  private withMethods(refusal: Refusal | undefined, request: FastifyRequest): Refusal | undefined {
    if (refusal?.code !== 'route-not-found') return refusal;
    const allow = this.routes.methodsOf(pathOf(request)).join(', ');
    if (allow === '') return refusal;
    return { status: 405, code: 'method-not-allowed', params: { allow }, headers: { Allow: allow } };
  }

  private problem(refusal: Refusal, request: FastifyRequest, language: Language): Problem {
    return {
      ...problemOf(refusal, this.messages, language),
      instance: pathOf(request),
      correlationId: request.correlationId,
    };
  }
}

const pathOf = (request: FastifyRequest): string => (request.url ?? '').split('?', 1)[0] ?? '';
