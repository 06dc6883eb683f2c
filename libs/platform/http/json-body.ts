import type { FastifyInstance } from 'fastify';
import { RequestProblem } from './request-problem.js';

/** Bodies are JSON in UTF-8 and nothing else; what other encodings leave behind must not enter the log as `�`. */
export function readJson(fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (request, body, done) => {
    const text = decoded(body);
    if (text === undefined) return done(new RequestProblem(400, 'body-not-utf8'));
    if (text.trim() === '') return done(null, undefined);
    return parse(request, text, (error, value) => (error === null ? done(null, value) : done(refused(text))));
  });
}

function decoded(body: string | Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body));
  } catch {
    return undefined;
  }
}

/** What is JSON to everybody else was refused for a key that would reach into prototypes. */
function refused(text: string): RequestProblem {
  try {
    JSON.parse(text);
    return new RequestProblem(400, 'body-forbidden-key');
  } catch {
    return new RequestProblem(400, 'body-not-json');
  }
}
