import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../http/access.js';
import { ApiProblems } from '../http/api-answers.js';
import type { Page } from '../http/paging.js';
import { PageQuery } from '../http/read-query.js';
import { InitialPasswords } from './initial-passwords.js';
import { UserChanges } from './user-changes.js';
import { UserCreation } from './user-creation.js';
import { UserList } from './user-list.js';
import { GrantView, InitialPasswordView, NewUserView, UserView } from './user-view.js';
import {
  DisabledRequest,
  GrantEndRequest,
  GrantPath,
  GrantRequest,
  InitialPasswordsRequest,
  PersonRequest,
  UserPath,
  UsersRequest,
} from './users.requests.js';

/** Accounts, for administrators; they see no business data. */
@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly list: UserList,
    private readonly creation: UserCreation,
    private readonly changes: UserChanges,
    private readonly passwords: InitialPasswords,
  ) {}

  @Get()
  @Roles('admin')
  @ApiOperation({ summary: '账号列表 / Accounts, by login' })
  page(@Query() { limit, cursor }: PageQuery): Promise<Page<UserView>> {
    return this.list.page(limit, cursor);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({
    summary: '批量建立账号 / Make accounts',
    description: 'All or none; one-time passwords are told once.',
  })
  @ApiCreatedResponse({ type: NewUserView, isArray: true })
  @ApiProblems(409, 422)
  async create(@Body() { users }: UsersRequest): Promise<{ readonly users: readonly NewUserView[] }> {
    return { users: await this.creation.create(users) };
  }

  @Post('initial-passwords')
  @Roles('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: '批量发放初始密码 / Tell one-time passwords for many accounts',
    description:
      'For accounts whose owners have not chosen a password yet, as those of an import. All or none; told once.',
  })
  @ApiOkResponse({ type: InitialPasswordView, isArray: true })
  @ApiProblems(422)
  async initialPasswords(
    @Body() { logins }: InitialPasswordsRequest,
  ): Promise<{ readonly users: readonly InitialPasswordView[] }> {
    return { users: await this.passwords.tell(logins) };
  }

  @Get(':user')
  @Roles('admin')
  @ApiOperation({ summary: '账号 / One account' })
  @ApiOkResponse({ type: UserView })
  get(@Param() { user }: UserPath): Promise<UserView> {
    return this.list.get(user);
  }

  @Post(':user/grants')
  @Roles('admin')
  @ApiOperation({ summary: '授予角色 / Grant a role, from and to a day' })
  @ApiCreatedResponse({ type: GrantView })
  @ApiProblems(422)
  grant(@Param() { user }: UserPath, @Body() grant: GrantRequest): Promise<GrantView> {
    return this.changes.grant(user, grant);
  }

  @Put(':user/grants/:grant/end')
  @Roles('admin')
  @ApiOperation({ summary: '终止角色 / End a grant' })
  @ApiOkResponse({ type: GrantView })
  @ApiProblems(409, 422)
  endGrant(@Param() { user, grant }: GrantPath, @Body() { on }: GrantEndRequest): Promise<GrantView> {
    return this.changes.endGrant(user, grant, on);
  }

  @Put(':user/disabled')
  @Roles('admin')
  @HttpCode(204)
  @ApiOperation({ summary: '停用或启用 / Disable or enable' })
  @ApiProblems(409)
  setDisabled(@Param() { user }: UserPath, @Body() { disabled }: DisabledRequest): Promise<void> {
    return this.changes.setDisabled(user, disabled);
  }

  @Post(':user/password-reset')
  @Roles('admin')
  @ApiOperation({ summary: '重置密码 / Reset the password', description: 'The new one is told once.' })
  async resetPassword(@Param() { user }: UserPath): Promise<{ readonly oneTimePassword: string }> {
    return { oneTimePassword: await this.changes.resetPassword(user) };
  }

  @Put(':user/person')
  @Roles('admin')
  @HttpCode(204)
  @ApiOperation({ summary: '更正姓名 / Correct name and contact' })
  rename(@Param() { user }: UserPath, @Body() person: PersonRequest): Promise<void> {
    return this.changes.rename(user, person);
  }

  @Delete(':user/person')
  @Roles('admin')
  @HttpCode(204)
  @ApiOperation({ summary: '删除姓名 / Erase name and contact for good' })
  erase(@Param() { user }: UserPath): Promise<void> {
    return this.changes.erase(user);
  }
}
