import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { addDays } from '#time/local-date.js';
import type { LocalDate } from '#time/local-date.js';
import { fault } from '../http/fault.js';
import { notFound, RequestProblem } from '../http/request-problem.js';
import { BusinessDay } from './business-day.js';
import { AccountEntity, GrantEntity, PersonEntity } from './entities.js';
import { grantFaults, newGrant } from './new-grant.js';
import { Passwords } from './passwords.js';
import { PersonDirectory } from './person-directory.js';
import { Sessions } from './sessions.js';
import { grantView } from './user-view.js';
import type { GrantView } from './user-view.js';
import type { GrantRequest, PersonRequest } from './users.requests.js';

/** Changes of one account. Each throws RequestProblem 404 where there is no such account. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly directory: PersonDirectory,
    private readonly businessDay: BusinessDay,
  ) {}

  async grant(id: string, request: GrantRequest): Promise<GrantView> {
    const { id: account } = await this.account(id);
    const today = this.businessDay.today();
    const faults = grantFaults(request, today, '');
    if (faults.length > 0) throw new RequestProblem(422, 'users-invalid', { count: faults.length }, faults);
    const grant = newGrant(account, request, today);
    await this.dataSource.getRepository(GrantEntity).insert(grant);
    return grantView(grant);
  }

  /** `on` is the last day; a grant that began today ends at once when it was yesterday. */
  async endGrant(account: string, id: string, on: LocalDate = this.businessDay.today()): Promise<GrantView> {
    return this.dataSource.transaction(async (manager) => {
      const grant = await manager.findOneBy(GrantEntity, { account, id });
      if (grant === null) throw notFound();
      if (on < addDays(grant.from, -1)) throw endsBeforeStart();
      await this.keepingAnAdmin(manager, () => manager.update(GrantEntity, { id }, { to: on }));
      return grantView(Object.assign(grant, { to: on }));
    });
  }

  /** A disabled account is signed out everywhere, at once. */
  async setDisabled(id: string, disabled: boolean): Promise<void> {
    await this.account(id);
    await this.dataSource.transaction((manager) =>
      this.keepingAnAdmin(manager, () => manager.update(AccountEntity, { id }, { disabled })),
    );
    if (disabled) await this.sessions.endAll(id);
  }

  /** A password that is told once and must be changed; ends all sessions. */
  async resetPassword(id: string): Promise<string> {
    await this.account(id);
    const password = this.passwords.oneTime();
    const passwordHash = await this.passwords.hash(password);
    await this.dataSource.getRepository(AccountEntity).update({ id }, { passwordHash, mustChangePassword: true });
    await this.sessions.endAll(id);
    return password;
  }

  async rename(id: string, { name, contact }: PersonRequest): Promise<void> {
    const { person } = await this.account(id);
    const changed = { name, contact: contact ?? null, erasedAt: null };
    await this.dataSource.getRepository(PersonEntity).update({ id: person }, changed);
    this.directory.forget(person);
  }

  /** Name and contact go for good; what the person decided stays, under an id that leads nowhere. */
  async erase(id: string): Promise<void> {
    const { person } = await this.account(id);
    const erased = { name: null, contact: null, erasedAt: this.businessDay.now() };
    await this.dataSource.getRepository(PersonEntity).update({ id: person }, erased);
    this.directory.forget(person);
  }

  private async account(id: string): Promise<AccountEntity> {
    const account = await this.dataSource.getRepository(AccountEntity).findOneBy({ id });
    if (account === null) throw notFound();
    return account;
  }

  /** Without one, nobody could ever let anybody in again. Two administrators must not remove each other at once. */
  private async keepingAnAdmin(manager: EntityManager, change: () => Promise<unknown>): Promise<void> {
    await manager.query('LOCK TABLE app.grants IN SHARE ROW EXCLUSIVE MODE');
    await change();
    const [found] = await manager.query<unknown[]>(
      `SELECT 1 FROM app.grants g JOIN app.accounts a ON a.id = g.account
       WHERE g.role = 'admin' AND NOT a.disabled AND g.from_day <= $1 AND (g.to_day IS NULL OR g.to_day > $1) LIMIT 1`,
      [this.businessDay.today()],
    );
    if (found === undefined) throw new RequestProblem(409, 'last-admin');
  }
}

const endsBeforeStart = () => {
  const faults = [fault('grant-ends-before-start', {}, 'on')];
  return new RequestProblem(422, 'users-invalid', { count: 1 }, faults);
};
