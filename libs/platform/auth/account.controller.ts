import { Body, Controller, Get, HttpCode, Inject, Optional, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ROLE_NAMES } from '#access/roles.js';
import type { Grant } from '#access/roles.js';
import { SignedInOnly } from '../http/access.js';
import { ApiProblems } from '../http/api-answers.js';
import { languageOf } from '../http/language.js';
import { OwnMatters } from './own-matters.js';
import type { OwnMattersView } from './own-matters.js';
import { GivenPassword, NewPassword } from './password-field.js';
import { PersonDirectory } from './person-directory.js';
import { sessionOf } from './sessions.controller.js';
import { SignIn } from './sign-in.js';

class PasswordChange {
  @GivenPassword()
  readonly oldPassword: string;

  @NewPassword()
  readonly newPassword: string;
}

interface Me extends OwnMattersView {
  readonly account: string;
  readonly login: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly affiliation?: string;
  readonly mustChangePassword: boolean;
  readonly roles: readonly (Grant & { readonly name: string })[];
}

/** What concerns one's own account. */
@ApiTags('account')
@Controller()
export class AccountController {
  constructor(
    private readonly signIn: SignIn,
    private readonly persons: PersonDirectory,
    @Optional() @Inject(OwnMatters) private readonly matters: OwnMatters | null,
  ) {}

  @Get('me')
  @SignedInOnly()
  @ApiOperation({ summary: '我的账号、角色与待办 / My account, my roles, and what waits for me' })
  async me(@Req() request: FastifyRequest): Promise<Me> {
    const { login, mustChangePassword, principal } = sessionOf(request);
    const { account, person, affiliation, grants } = principal;
    // Whoever still has the first password is shown no business.
    const matters = mustChangePassword ? null : this.matters;
    const language = languageOf(request.headers['accept-language']);
    return {
      account,
      login,
      person: { id: person, name: (await this.persons.name(person)) ?? '' },
      ...(affiliation === undefined ? {} : { affiliation }),
      mustChangePassword,
      roles: grants.map((grant) => ({ ...grant, name: ROLE_NAMES[grant.role][language] })),
      ...((await matters?.of(principal)) ?? { waiting: [], links: {} }),
    };
  }

  @Put('account/password')
  @SignedInOnly()
  @HttpCode(204)
  @ApiOperation({ summary: '修改密码 / Change the password', description: 'Ends the other sessions of the account.' })
  @ApiProblems(422, 429)
  async changePassword(@Body() change: PasswordChange, @Req() request: FastifyRequest): Promise<void> {
    await this.signIn.changePassword(sessionOf(request), change.oldPassword, change.newPassword, request.ip);
  }
}
