import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { rolesOf } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import { Config } from '../config/config.js';
import { accessOf } from '../http/access-metadata.js';
import type { Access } from '../http/access.js';
import { requestOf } from '../http/request.js';
import { RequestProblem } from '../http/request-problem.js';
import { isSafe, isSameSite } from './cross-site.js';
import type { Principal } from './principal.js';
import { RECORDING_ROLES } from './recording-roles.js';
import { presentedToken } from './session-tokens.js';
import { Sessions } from './sessions.js';

/** Lets in whom the route declares, and nobody to a route that declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler(), context.getClass());
    if (access === undefined) throw new RequestProblem(403, 'not-allowed');
    const request = requestOf(context);
    if (access.kind === 'public') {
      if (!isSafe(request) && isSameSite(request, this.config.publicUrl) === false) throw crossSite();
      return true;
    }
    await this.signIn(request);
    this.admit(access, request);
    return true;
  }

  private async signIn(request: FastifyRequest): Promise<void> {
    const presented = presentedToken(request, this.config.cookieSecure);
    if (presented === undefined) throw unauthenticated('not-signed-in');
    // A browser adds the cookie to whatever page's request; it never adds a bearer token by itself.
    if (presented.by === 'cookie' && !isSafe(request) && isSameSite(request, this.config.publicUrl) !== true)
      throw crossSite();
    const session = await this.sessions.find(presented.token);
    if (session === undefined) throw unauthenticated('session-ended');
    request.session = session;
    request.principal = session.principal;
  }

  private admit(access: Exclude<Access, { kind: 'public' }>, { session, principal }: FastifyRequest): void {
    if (access.kind === 'signed-in') return;
    if (session?.mustChangePassword === true) throw new RequestProblem(403, 'password-change-required');
    if (!holdsOneOf(principal, rolesFor(access))) throw new RequestProblem(403, 'not-allowed');
  }
}

/** The office may also enter what others decided on paper; whether it did is checked with the command. */
const rolesFor = (access: Extract<Access, { kind: 'act' | 'roles' }>): readonly Role[] =>
  access.kind === 'roles' ? access.roles : [...rolesOf(access.act), ...RECORDING_ROLES];

const holdsOneOf = (principal: Principal | undefined, roles: readonly Role[]): boolean =>
  principal?.grants.some(({ role }) => roles.includes(role)) ?? false;

const crossSite = () => new RequestProblem(403, 'cross-site-request');

const unauthenticated = (code: string) => new RequestProblem(401, code, {}, [], { 'WWW-Authenticate': 'Bearer' });
