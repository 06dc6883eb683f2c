import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isInForce } from '#access/roles.js';
import type { Grant, Role } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';
import { AccountEntity, GrantEntity } from './entities.js';
import { toGrant } from './grant-row.js';
import { UnitRecords } from './unit-records.js';

/** What a person may do on one day. */
export interface PersonGrants {
  readonly affiliation?: string;
  readonly grants: readonly Grant[];
}

/** Who held which role when. Whether an account may sign in does not matter here: the person decided on paper. */
@Injectable()
export class Grants {
  constructor(
    private readonly dataSource: DataSource,
    @Optional() @Inject(UnitRecords) private readonly records: UnitRecords | undefined,
  ) {}

  /** Undefined: nobody has this id. */
  async of(person: string, day: LocalDate): Promise<PersonGrants | undefined> {
    const account = await this.dataSource.getRepository(AccountEntity).findOneBy({ person });
    if (account === null) return undefined;
    const rows = await this.dataSource.getRepository(GrantEntity).findBy({ account: account.id });
    const given = rows.map(toGrant).filter((grant) => isInForce(grant, day));
    const grants = (await this.records?.inForce(person, given, day)) ?? given;
    return { ...(account.affiliation === null ? {} : { affiliation: account.affiliation }), grants };
  }

  /** Persons who hold a role on a day, with the unit for which they hold it; by unit. */
  async holders(role: Role, day: LocalDate): Promise<readonly { readonly person: string; readonly unit?: string }[]> {
    const rows = await this.dataSource.query<{ person: string; unit: string | null }[]>(
      `SELECT DISTINCT a.person, g.unit FROM app.grants g JOIN app.accounts a ON a.id = g.account
       WHERE g.role = $1 AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
       ORDER BY g.unit, a.person`,
      [role, day],
    );
    return rows.map(({ person, unit }) => ({ person, ...(unit === null ? {} : { unit }) }));
  }
}
