import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { fault } from '../http/fault.js';
import type { Fault } from '../http/fault.js';
import { RequestProblem } from '../http/request-problem.js';
import { AccountEntity } from './entities.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.js';
import type { InitialPasswordView } from './user-view.js';

/** One-time passwords for many accounts at once, to be handed out: those of an import, above all. */
@Injectable()
export class InitialPasswords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * All of them or none, in the order asked for. Kept nowhere: told again, they are others.
   * @throws RequestProblem 422 with every login that there is none of, or whose owner has chosen a password
   */
  async tell(asked: readonly string[]): Promise<readonly InitialPasswordView[]> {
    const logins = asked.map((login) => login.toLowerCase());
    const accounts = await this.accountsOf(logins);
    const told = await Promise.all(
      accounts.map(async ({ id, login }) => {
        const oneTimePassword = this.passwords.oneTime();
        return { id, login, oneTimePassword, passwordHash: await this.passwords.hash(oneTimePassword) };
      }),
    );
    await this.dataSource.transaction(async (manager) => {
      for (const { id, login, passwordHash } of told) {
        const { affected } = await manager.update(AccountEntity, { id, mustChangePassword: true }, { passwordHash });
        if (affected !== 1)
          throw refused([fault('password-chosen', { login }, `logins[${String(logins.indexOf(login))}]`)]);
      }
    });
    for (const { id } of told) await this.sessions.endAll(id);
    return told.map(({ id, login, oneTimePassword }) => ({ id, login, oneTimePassword }));
  }

  private async accountsOf(logins: readonly string[]): Promise<readonly AccountEntity[]> {
    const found = await this.dataSource.getRepository(AccountEntity).findBy({ login: In([...logins]) });
    const known = new Map(found.map((account) => [account.login, account]));
    const faults = logins.flatMap((login, index): Fault[] => {
      const at = `logins[${String(index)}]`;
      const account = known.get(login);
      if (account === undefined) return [fault('login-unknown', { login }, at)];
      if (logins.indexOf(login) < index) return [fault('login-repeated', { login }, at)];
      return account.mustChangePassword ? [] : [fault('password-chosen', { login }, at)];
    });
    if (faults.length > 0) throw refused(faults);
    return logins.flatMap((login) => known.get(login) ?? []);
  }
}

const refused = (faults: readonly Fault[]) =>
  new RequestProblem(422, 'users-invalid', { count: faults.length }, faults);
