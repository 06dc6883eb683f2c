import type { FastifyRequest } from 'fastify';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

export const isSafe = (request: FastifyRequest): boolean => SAFE.includes(request.method);

/**
 * Whether a request shows that it comes from our own pages. Browsers say so by `Sec-Fetch-Site`; older ones by `Origin`.
 * Undefined: it says nothing, so no browser of today sent it.
 */
export function isSameSite(request: FastifyRequest, publicUrl: string | undefined): boolean | undefined {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  const hosts = [request.host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).host])];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
