import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { BusinessDay } from '#platform/auth/business-day.js';
import { AccountEntity, PersonEntity } from '#platform/auth/entities.js';
import { grantFaults } from '#platform/auth/new-grant.js';
import { UserCreation } from '#platform/auth/user-creation.js';
import { UserRequest } from '#platform/auth/users.requests.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { validated } from '#platform/http/validated.js';
import type { SheetRow } from '../domain/cell.js';
import type { RowValues } from '../domain/column.js';
import { columnAt, nested } from '../domain/column.js';
import { readRow, readSheet } from '../domain/read-rows.js';
import type { RowError } from '../domain/row-error.js';
import { ACCOUNT_FORM } from './account-form.js';

/** An account with the lines of the file that tell of it. */
interface AccountLines {
  readonly row: number;
  readonly request: object;
}

export interface AccountsCheck {
  readonly errors: readonly RowError[];
  readonly places: readonly number[];
  /** To be made. */
  readonly users: readonly UserRequest[];
  readonly unchanged: number;
}

/** The administrator's sheet. What is done is no event: accounts live in the database. */
@Injectable()
export class AccountImport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly creation: UserCreation,
    private readonly businessDay: BusinessDay,
  ) {}

  /** Accounts are known by their logins: what is there with the same name is left as it is. */
  async check(sheet: string, lines: readonly SheetRow[]): Promise<AccountsCheck> {
    const { header, lines: own } = readSheet(ACCOUNT_FORM, lines);
    const errors: RowError[] = [...header.errors];
    const rows = own.map((line) => readRow(ACCOUNT_FORM, header, line));
    errors.push(...rows.flatMap((row) => row.errors));
    const accounts = byLogin(rows.filter((row) => row.errors.length === 0));
    const names = await this.namesOf([...accounts.keys()]);
    const users: UserRequest[] = [];
    for (const [login, { row, request }] of accounts) {
      const outcome = this.userOf(sheet, row, request);
      const name = names.get(login);
      if (Array.isArray(outcome)) errors.push(...outcome);
      else if (name === undefined) users.push(outcome);
      else if (name !== outcome.name)
        errors.push({ sheet, row, column: 0, code: 'import-row-differs', params: { key: login } });
    }
    return { errors, places: header.places, users, unchanged: names.size };
  }

  /** All of them or none. Their passwords are told when the administrator asks for them. */
  async make(users: readonly UserRequest[]): Promise<void> {
    if (users.length > 0) await this.creation.create(users);
  }

  private userOf(sheet: string, row: number, request: object): UserRequest | RowError[] {
    const errorAt = (path: string, code: string, params: RowError['params'] = {}): RowError => ({
      sheet,
      row,
      column: columnAt(ACCOUNT_FORM.columns, path),
      code,
      params,
    });
    try {
      const user = validated(UserRequest, { ...request });
      const today = this.businessDay.today();
      const faults = (user.grants ?? []).flatMap((grant) => grantFaults(grant, today, 'grants'));
      return faults.length === 0 ? user : faults.map(({ at = '', code, params }) => errorAt(at, code, params));
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error;
      return error.faults.map(({ at = '', code, params }) => errorAt(at, code, params));
    }
  }

  private async namesOf(logins: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const accounts = await this.dataSource.getRepository(AccountEntity).findBy({ login: In([...logins]) });
    const persons = await this.dataSource
      .getRepository(PersonEntity)
      .findBy({ id: In(accounts.map(({ person }) => person)) });
    const names = new Map(persons.map(({ id, name }) => [id, name]));
    return new Map(accounts.map(({ login, person }) => [login, names.get(person) ?? null]));
  }
}

/** The first line of a login says who it is; each says a role. */
const byLogin = (rows: readonly { readonly row: number; readonly values: RowValues }[]) => {
  const accounts = new Map<string, AccountLines & { readonly grants: unknown[] }>();
  for (const { row, values } of rows) {
    const { grants: grant, ...user } = nested(values);
    const login = String(values['login']).trim().toLowerCase();
    const before = accounts.get(login);
    if (before === undefined) {
      const grants = [grant];
      accounts.set(login, { row, grants, request: { ...user, login, grants } });
    } else before.grants.push(grant);
  }
  return accounts;
};
