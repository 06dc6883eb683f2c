import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Grant } from '#access/roles.js';
import { Config } from '../config/config.js';
import { Public, SignedInOnly } from '../http/access.js';
import { ApiProblems } from '../http/api-answers.js';
import { Line } from '../http/fields.js';
import { languageOf } from '../http/language.js';
import { NOTICE } from './notice.js';
import type { Notice } from './notice.js';
import { GivenPassword } from './password-field.js';
import { cookieName } from './session-tokens.js';
import { Sessions } from './sessions.js';
import type { Session } from './sessions.js';
import { SignIn } from './sign-in.js';

class Credentials {
  @Line({ max: 64, example: 'zhang.san', personal: true })
  readonly account: string;

  @GivenPassword()
  readonly password: string;
}

interface SessionView {
  readonly account: string;
  readonly login: string;
  readonly person: string;
  readonly roles: readonly Grant[];
  readonly expiresAt: string;
  readonly idleExpiresAt: string;
  readonly mustChangePassword: boolean;
}

const view = ({ login, principal, expiresAt, idleExpiresAt, mustChangePassword }: Session): SessionView => ({
  account: principal.account,
  login,
  person: principal.person,
  roles: principal.grants,
  expiresAt: expiresAt.toISOString(),
  idleExpiresAt: idleExpiresAt.toISOString(),
  mustChangePassword,
});

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly config: Config,
    @Inject(NOTICE) private readonly notice: Notice,
  ) {}

  @Get('notice')
  @Public()
  @ApiOperation({ summary: '登录须知 / Notice shown at sign-in' })
  tellNotice(@Req() request: FastifyRequest): { readonly notice: string } {
    return { notice: this.notice[languageOf(request.headers['accept-language'])] };
  }

  @Post()
  @Public()
  @ApiOperation({
    summary: '登录 / Sign in',
    description: 'Sets the session cookie; the token also works as a bearer.',
  })
  @ApiProblems(400, 401, 403, 429)
  async open(
    @Body() { account, password }: Credentials,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView & { readonly token: string; readonly notice: string }> {
    const { token, session } = await this.signIn.open(account.toLowerCase(), password, request.ip);
    void reply.setCookie(cookieName(this.config.cookieSecure), token, { ...this.cookie(), expires: session.expiresAt });
    return { token, ...view(session), ...this.tellNotice(request) };
  }

  @Get('current')
  @SignedInOnly()
  @ApiOperation({ summary: '当前会话 / The present session' })
  current(@Req() request: FastifyRequest): SessionView {
    return view(sessionOf(request));
  }

  @Delete('current')
  @SignedInOnly()
  @HttpCode(204)
  @ApiOperation({ summary: '退出 / Sign out' })
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(sessionOf(request).id);
    void reply.clearCookie(cookieName(this.config.cookieSecure), this.cookie());
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.config.cookieSecure } as const;
  }
}

/** The session of a request that the guard let in. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === undefined) throw new Error('a route for the signed-in was reached without a session');
  return session;
}
