import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** Comes with @nestjs/swagger; served by ourselves, for three files need no plug-in. */
const swagger = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = (base: string) => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>Branch accountability API</title>
    <link rel="stylesheet" href="${base}/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="${base}/swagger-ui-bundle.js"></script>
    <script src="${base}/start.js"></script>
  </body>
</html>
`;

const start = (document: string) =>
  `SwaggerUIBundle({ url: ${JSON.stringify(document)}, dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

/** Pages to read and try the API, at `base`. Nothing in them comes from elsewhere. */
export function serveApiPages(fastify: FastifyInstance, base: string, document: string): void {
  const folder = dirname(swagger.resolve('swagger-ui-dist/package.json'));
  fastify.get(base, (_request, reply) => reply.type('text/html; charset=utf-8').send(page(base)));
  fastify.get(`${base}/start.js`, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(start(document)),
  );
  for (const [name, type] of Object.entries(ASSETS))
    fastify.get(`${base}/${name}`, (_request, reply) => reply.type(type).send(createReadStream(join(folder, name))));
}
