import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { v5 as uuidV5 } from 'uuid';
import { RequestProblem } from '../http/request-problem.js';
import type { ActingWishes } from './acting.js';

/** Namespace of command ids. Never changes: a repeated request is recognised by it. */
const COMMANDS = '6f4c7a0e-3d0b-5f0e-9a51-2d9b8b8f7c11';
const KEY = /^[\x20-\x7e]{1,200}$/;
const ETAG = /^(?:W\/)?"(\d{1,15})"$/;

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

export const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * The same for the same request of the same person under the same Idempotency-Key; random without a key.
 * @throws RequestProblem 400
 */
export function commandIdOf(request: FastifyRequest, person: string): string {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined) return randomUUID();
  if (!KEY.test(key)) throw new RequestProblem(400, 'idempotency-key-invalid');
  return uuidV5(JSON.stringify([person, request.method, pathOf(request), key]), COMMANDS);
}

/** What tells two requests under one key apart: all that was asked for, before today's date fills any gap. */
export function requestHashOf(request: FastifyRequest, body: object, acting: ActingWishes): string {
  const said = { method: request.method, path: pathOf(request), body: { ...body }, ...acting };
  return createHash('sha256')
    .update(canonicalize(said) ?? '')
    .digest('hex');
}

/**
 * The number of events that the caller saw.
 * @throws RequestProblem 400
 */
export function ifMatchOf(request: FastifyRequest): number | undefined {
  const given = headerOf(request, 'if-match');
  if (given === undefined) return undefined;
  const [, length] = ETAG.exec(given) ?? [];
  if (length === undefined) throw new RequestProblem(400, 'if-match-invalid');
  return Number(length);
}
