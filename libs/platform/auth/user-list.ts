import { Injectable } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';
import { decodeCursor, pageOf } from '../http/paging.js';
import type { Page } from '../http/paging.js';
import { notFound } from '../http/request-problem.js';
import { AccountEntity, GrantEntity, PersonEntity } from './entities.js';
import { userView } from './user-view.js';
import type { UserView } from './user-view.js';

/** Accounts with their persons and grants, past ones included. */
@Injectable()
export class UserList {
  constructor(private readonly dataSource: DataSource) {}

  /** By login. */
  async page(limit: number, cursor: string | undefined): Promise<Page<UserView>> {
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const accounts = await this.dataSource.getRepository(AccountEntity).find({
      ...(after === undefined ? {} : { where: { login: MoreThan(String(after)) } }),
      order: { login: 'ASC' },
      take: limit + 1,
    });
    const page = pageOf(accounts, limit, ({ login }) => [login]);
    return { ...page, items: await this.views(page.items) };
  }

  /** @throws RequestProblem 404 */
  async get(id: string): Promise<UserView> {
    const accounts = await this.dataSource.getRepository(AccountEntity).findBy({ id });
    const [view] = await this.views(accounts);
    if (view === undefined) throw notFound();
    return view;
  }

  private async views(accounts: readonly AccountEntity[]): Promise<readonly UserView[]> {
    const persons = await this.dataSource
      .getRepository(PersonEntity)
      .findBy({ id: In(accounts.map(({ person }) => person)) });
    const grants = await this.dataSource.getRepository(GrantEntity).find({
      where: { account: In(accounts.map(({ id }) => id)) },
      order: { from: 'ASC', role: 'ASC', unit: 'ASC' },
    });
    const personOf = new Map(persons.map((person) => [person.id, person]));

    return accounts.flatMap((account) => {
      const person = personOf.get(account.person);
      return person === undefined
        ? []
        : [
            userView(
              account,
              person,
              grants.filter((grant) => grant.account === account.id),
            ),
          ];
    });
  }
}
