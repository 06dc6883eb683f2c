import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** 256 random bits, told to the client once. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Browsers take a `__Host-` cookie over HTTPS only. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');

export interface PresentedToken {
  readonly token: string;
  readonly by: 'bearer' | 'cookie';
}

/** The token of a request; a bearer token goes before a cookie. */
export function presentedToken(request: FastifyRequest, secure: boolean): PresentedToken | undefined {
  const [, bearer] = /^Bearer +([\w-]{20,100})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer !== undefined) return { token: bearer, by: 'bearer' };
  const cookie = request.cookies[cookieName(secure)];
  return cookie === undefined || cookie === '' ? undefined : { token: cookie, by: 'cookie' };
}
