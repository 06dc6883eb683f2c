import { ApiProperty } from '@nestjs/swagger';
import { ROLES } from '#access/roles.js';
import type { Grant, Role } from '#access/roles.js';
import type { AccountEntity, GrantEntity, PersonEntity } from './entities.js';
import { toGrant } from './grant-row.js';

export class GrantView implements Grant {
  @ApiProperty({ type: 'string', format: 'uuid', example: '5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10' })
  readonly id: string;

  @ApiProperty({ type: 'string', enum: [...ROLES], example: 'branch-secretary' })
  readonly role: Role;

  @ApiProperty({ type: 'string', required: false, example: '03' })
  readonly unit?: string;

  @ApiProperty({ type: 'string', format: 'date', example: '2024-01-01' })
  readonly from: string;

  @ApiProperty({ type: 'string', format: 'date', required: false, example: '2026-12-31' })
  readonly to?: string;

  @ApiProperty({ type: 'boolean', example: false })
  readonly standIn: boolean;
}

class PersonView {
  @ApiProperty({ type: 'string', format: 'uuid', example: '5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10' })
  readonly id: string;

  @ApiProperty({ type: 'string', required: false, example: '张三' })
  readonly name?: string;

  @ApiProperty({ type: 'string', required: false, example: '内线 8012' })
  readonly contact?: string;
}

/** An account as its administrator sees it. */
export class UserView {
  @ApiProperty({ type: 'string', format: 'uuid', example: '5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10' })
  readonly id: string;

  @ApiProperty({ type: 'string', example: 'zhang.san' })
  readonly login: string;

  @ApiProperty({ type: () => PersonView })
  readonly person: PersonView;

  @ApiProperty({ type: 'string', required: false, example: '03' })
  readonly affiliation?: string;

  @ApiProperty({ type: 'boolean', example: false })
  readonly disabled: boolean;

  @ApiProperty({ type: 'boolean', example: true })
  readonly mustChangePassword: boolean;

  @ApiProperty({ type: () => GrantView, isArray: true })
  readonly grants: readonly GrantView[];
}

/** With the password that is told this once. */
export class NewUserView extends UserView {
  @ApiProperty({ type: 'string', required: false, example: 'k7mpq-x2w9r-hd4tn-v8szc' })
  readonly oneTimePassword?: string;
}

/** A one-time password, told this once. */
export class InitialPasswordView {
  @ApiProperty({ type: 'string', format: 'uuid', example: '5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10' })
  readonly id: string;

  @ApiProperty({ type: 'string', example: 'zhang.san' })
  readonly login: string;

  @ApiProperty({ type: 'string', example: 'k7mpq-x2w9r-hd4tn-v8szc' })
  readonly oneTimePassword: string;
}

export const grantView = (row: GrantEntity): GrantView => ({ id: row.id, ...toGrant(row) });

export const userView = (account: AccountEntity, person: PersonEntity, grants: readonly GrantEntity[]): UserView => ({
  id: account.id,
  login: account.login,
  person: {
    id: person.id,
    ...(person.name === null ? {} : { name: person.name }),
    ...(person.contact === null ? {} : { contact: person.contact }),
  },
  ...(account.affiliation === null ? {} : { affiliation: account.affiliation }),
  disabled: account.disabled,
  mustChangePassword: account.mustChangePassword,
  grants: grants.map(grantView),
});
