import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { AccountEntity } from '#platform/auth/entities.js';

/** Persons by the names of their accounts. */
@Injectable()
export class Persons {
  constructor(private readonly dataSource: DataSource) {}

  async byLogin(logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (logins.length === 0) return new Map();
    const accounts = await this.dataSource.getRepository(AccountEntity).findBy({ login: In([...new Set(logins)]) });
    return new Map(accounts.map(({ login, person }) => [login, person]));
  }
}
