import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountEntity } from './entities.js';
import { Passwords } from './passwords.js';
import { UserCreation } from './user-creation.js';

export const FIRST_ADMIN = 'admin';
/** Before any day of business, so that a clock set back does not lock the administrator out. */
const ALWAYS = '2000-01-01';

/** Makes the first administrator where there is no account yet. */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly dataSource: DataSource,
    private readonly creation: UserCreation,
    private readonly passwords: Passwords,
  ) {}

  /**
   * The password, to be shown this once; undefined when there are accounts already, also when another process was
   * faster.
   */
  async make(): Promise<{ readonly login: string; readonly password: string } | undefined> {
    if ((await this.dataSource.getRepository(AccountEntity).count()) > 0) return undefined;
    const password = this.passwords.oneTime();
    const grants = [{ role: 'admin', from: ALWAYS } as const];
    try {
      await this.creation.create([{ login: FIRST_ADMIN, name: '系统管理员', password, grants }]);
    } catch (error) {
      if ((await this.dataSource.getRepository(AccountEntity).count()) > 0) return undefined;
      throw error;
    }
    return { login: FIRST_ADMIN, password };
  }
}
