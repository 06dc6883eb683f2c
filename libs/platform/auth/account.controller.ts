import { Body, Controller, Get, HttpCode, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ROLE_NAMES } from '#access/roles.js';
import type { Grant } from '#access/roles.js';
import { SignedInOnly } from '../http/access.js';
import { ApiProblems } from '../http/api-answers.js';
import { languageOf } from '../http/language.js';
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

interface Me {
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
  ) {}

  @Get('me')
  @SignedInOnly()
  @ApiOperation({ summary: '我的账号与角色 / My account and roles' })
  async me(@Req() request: FastifyRequest): Promise<Me> {
    const { login, mustChangePassword, principal } = sessionOf(request);
    const { account, person, affiliation, grants } = principal;
    const language = languageOf(request.headers['accept-language']);
    return {
      account,
      login,
      person: { id: person, name: (await this.persons.name(person)) ?? '' },
      ...(affiliation === undefined ? {} : { affiliation }),
      mustChangePassword,
      roles: grants.map((grant) => ({ ...grant, name: ROLE_NAMES[grant.role][language] })),
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
