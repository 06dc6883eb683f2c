import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem } from './api-answers.js';
import { serveApiPages } from './api-pages.js';
import { PREFIX } from './configure-http.js';
import { addAnswers, NO_ANSWERS, shareResponses } from './open-api-answers.js';
import type { Answers } from './open-api-answers.js';

const DESCRIPTION = `述职评议与整改跟踪：每条路由说明允许的角色；错误一律为 \`application/problem+json\`，语言依 \`Accept-Language\`。
命令可带 \`Idempotency-Key\` 重试；应答的 \`Log-Position\` 可作读取的 \`?after=\`，以读到自己的写入。

Annual reviews and their follow-up. Errors are \`application/problem+json\` in the language of \`Accept-Language\`.
Commands may be repeated under their \`Idempotency-Key\`; the \`Log-Position\` of an answer, given to a read as \`?after=\`,
makes sure that the read knows of it.`;

/** The description of the API, from the same declarations that validate it, and what its reads answer. */
export function buildOpenApi(app: NestFastifyApplication, answers: Answers = NO_ANSWERS): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('述职评议问责 / Branch accountability')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addCookieAuth('__Host-session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [Problem],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  addAnswers(document, answers);
  shareResponses(document);
  return document;
}

const DOCUMENT = `/${PREFIX}/openapi.json`;

/** Serves it at `/api/v1/openapi.json`, and pages to try it at `/api/docs`. Call before `listen`. */
export function serveOpenApi(app: NestFastifyApplication, answers: Answers = NO_ANSWERS): void {
  let document: string | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get(DOCUMENT, (_request, reply) => {
    document ??= JSON.stringify(buildOpenApi(app, answers));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  serveApiPages(fastify, '/api/docs', DOCUMENT);
}
