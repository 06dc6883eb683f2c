import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RequestProblem } from '../http/request-problem.js';
import { AccountEntity } from './entities.js';
import { Passwords } from './passwords.js';
import { containsLogin } from './password-field.js';
import { Sessions } from './sessions.js';
import type { Session } from './sessions.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** Proves who somebody is, by password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws RequestProblem 401 that does not tell what was wrong, in the same time whatever it was; 429 */
  async open(
    login: string,
    password: string,
    ip: string,
  ): Promise<{ readonly token: string; readonly session: Session }> {
    this.throttle.admit(login, ip);
    const account = await this.dataSource.getRepository(AccountEntity).findOneBy({ login });
    const matched = await this.passwords.matches(account?.passwordHash, password);
    if (account === null || !matched || account.disabled) throw new RequestProblem(401, 'sign-in-failed');
    this.throttle.succeeded(login, ip);
    const { token } = await this.sessions.open(account.id);
    const session = await this.sessions.find(token);
    if (session === undefined) throw new RequestProblem(401, 'sign-in-failed');
    return { token, session };
  }

  /** Sets another password and ends the other sessions. Guessing the old one counts as guessing at sign-in. */
  async changePassword(session: Session, oldPassword: string, newPassword: string, ip: string): Promise<void> {
    const accounts = this.dataSource.getRepository(AccountEntity);
    const { account: id } = session.principal;
    this.throttle.admit(session.login, ip);
    const account = await accounts.findOneByOrFail({ id });
    if (!(await this.passwords.matches(account.passwordHash, oldPassword)))
      throw new RequestProblem(422, 'old-password-wrong', {}, [{ at: 'oldPassword', code: 'old-password-wrong' }]);
    this.throttle.succeeded(session.login, ip);
    refuseWeak(newPassword, oldPassword, session.login);
    await accounts.update({ id }, { passwordHash: await this.passwords.hash(newPassword), mustChangePassword: false });
    await this.sessions.endAll(id, session.id);
  }
}

function refuseWeak(newPassword: string, oldPassword: string, login: string): void {
  const code = containsLogin(newPassword, login)
    ? 'password-contains-login'
    : newPassword === oldPassword
      ? 'password-unchanged'
      : undefined;
  if (code !== undefined) throw new RequestProblem(422, code, {}, [{ at: 'newPassword', code }]);
}
