import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In, QueryFailedError } from 'typeorm';
import { fault } from '../http/fault.js';
import type { Fault } from '../http/fault.js';
import { RequestProblem } from '../http/request-problem.js';
import { BusinessDay } from './business-day.js';
import { AccountEntity, GrantEntity, PersonEntity } from './entities.js';
import { grantFaults, newGrant } from './new-grant.js';
import { containsLogin } from './password-field.js';
import { Passwords } from './passwords.js';
import { userView } from './user-view.js';
import type { NewUserView } from './user-view.js';
import type { UserRequest } from './users.requests.js';

interface NewUser {
  readonly account: AccountEntity;
  readonly person: PersonEntity;
  readonly grants: readonly GrantEntity[];
  readonly oneTimePassword?: string;
}

/** Makes accounts in bulk: all of them or none. */
@Injectable()
export class UserCreation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly businessDay: BusinessDay,
  ) {}

  /**
   * In the order asked for. Those without a password get one that must be changed at the first sign-in.
   * @throws RequestProblem 409 with every login that is taken, 422 with every grant that cannot be
   */
  async create(requests: readonly UserRequest[]): Promise<readonly NewUserView[]> {
    const users = requests.map((user) => Object.assign({}, user, { login: user.login.toLowerCase() }));
    await this.refuseTaken(users);
    this.refuseFaulty(users);
    const made = await Promise.all(users.map((user) => this.make(user)));
    await this.insert(made);
    return made.map(({ account, person, grants, oneTimePassword }) =>
      Object.assign(userView(account, person, grants), oneTimePassword === undefined ? {} : { oneTimePassword }),
    );
  }

  private async refuseTaken(users: readonly UserRequest[]): Promise<void> {
    const logins = users.map(({ login }) => login);
    const existing = await this.dataSource.getRepository(AccountEntity).findBy({ login: In(logins) });
    const taken = new Set(existing.map(({ login }) => login));
    const faults = logins.flatMap((login, index) =>
      taken.has(login) || logins.indexOf(login) < index
        ? [fault('login-taken', { login }, `users[${String(index)}].login`)]
        : [],
    );
    if (faults.length > 0) throw loginTaken(faults);
  }

  private refuseFaulty(users: readonly UserRequest[]): void {
    const today = this.businessDay.today();
    const faults = users.flatMap(({ login, password = '', grants = [] }, index) => {
      const path = `users[${String(index)}]`;
      return [
        ...(containsLogin(password, login) ? [fault('password-contains-login', {}, `${path}.password`)] : []),
        ...grants.flatMap((grant, n) => grantFaults(grant, today, `${path}.grants[${String(n)}]`)),
      ];
    });
    if (faults.length > 0) throw new RequestProblem(422, 'users-invalid', { count: faults.length }, faults);
  }

  private async make({ login, name, contact, affiliation, password, grants = [] }: UserRequest): Promise<NewUser> {
    const oneTimePassword = password === undefined ? this.passwords.oneTime() : undefined;
    const person = { id: randomUUID(), name, contact: contact ?? null, erasedAt: null };
    const account = {
      id: randomUUID(),
      login,
      passwordHash: await this.passwords.hash(password ?? oneTimePassword ?? this.passwords.oneTime()),
      person: person.id,
      affiliation: affiliation ?? null,
      disabled: false,
      mustChangePassword: password === undefined,
    };
    const today = this.businessDay.today();
    return {
      account,
      person,
      grants: grants.map((grant) => newGrant(account.id, grant, today)),
      ...(oneTimePassword === undefined ? {} : { oneTimePassword }),
    };
  }

  private async insert(users: readonly NewUser[]): Promise<void> {
    try {
      await this.dataSource.transaction(async (manager) => {
        await manager.insert(
          PersonEntity,
          users.map(({ person }) => person),
        );
        await manager.insert(
          AccountEntity,
          users.map(({ account }) => account),
        );
        const grants = users.flatMap((user) => user.grants);
        if (grants.length > 0) await manager.insert(GrantEntity, grants);
      });
    } catch (error) {
      if (isTaken(error)) throw loginTaken([]);
      throw error;
    }
  }
}

const loginTaken = (faults: readonly Fault[]) => new RequestProblem(409, 'logins-taken', {}, faults);

const UNIQUE_VIOLATION = '23505';

/** Somebody else took the login since it was looked up. */
const isTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && 'code' in error.driverError && error.driverError.code === UNIQUE_VIOLATION;
