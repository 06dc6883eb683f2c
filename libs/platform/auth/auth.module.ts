import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CommandContexts } from '../http/command-contexts.js';
import { AccessGuard } from './access.guard.js';
import { AccountController } from './account.controller.js';
import { BusinessDay } from './business-day.js';
import { FirstAdmin } from './first-admin.js';
import { Grants } from './grants.js';
import { InitialPasswords } from './initial-passwords.js';
import { LateEntries } from './late-entries.js';
import { DEFAULT_NOTICE, NOTICE } from './notice.js';
import type { Notice } from './notice.js';
import { Passwords } from './passwords.js';
import { PersonDirectory } from './person-directory.js';
import { PersonsController } from './persons.controller.js';
import { RequestContexts } from './request-contexts.js';
import { SessionClock } from './session-clock.js';
import { Sessions } from './sessions.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UserChanges } from './user-changes.js';
import { UserCreation } from './user-creation.js';
import { UserList } from './user-list.js';
import { UsersController } from './users.controller.js';

export interface AuthOptions {
  readonly notice?: Notice;
  readonly sessionClock?: SessionClock;
}

/**
 * Accounts, sign-in, and the guard of all routes. Needs the global `Config`, `Clock` and `DataSource`, and takes a global
 * `LateEntryPolicy` where there is one.
 */
@Module({})
export class AuthModule {
  static of({ notice = DEFAULT_NOTICE, sessionClock = new SessionClock() }: AuthOptions = {}): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      controllers: [SessionsController, AccountController, PersonsController, UsersController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: CommandContexts, useClass: RequestContexts },
        { provide: SessionClock, useValue: sessionClock },
        { provide: NOTICE, useValue: notice },
        BusinessDay,
        FirstAdmin,
        Grants,
        InitialPasswords,
        LateEntries,
        Passwords,
        PersonDirectory,
        Sessions,
        SignIn,
        SignInThrottle,
        UserChanges,
        UserCreation,
        UserList,
      ],
      exports: [BusinessDay, CommandContexts, FirstAdmin, Grants, LateEntries, PersonDirectory, Sessions, UserCreation],
    };
  }
}
