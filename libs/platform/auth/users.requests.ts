import { ROLES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import { field } from '../http/field.js';
import { Code, Day, Flag, Id, Line, OneOf, Parts } from '../http/fields.js';
import { listFaults, textFault } from '../http/text-fields.js';
import { NewPassword } from './password-field.js';

export class GrantRequest {
  @OneOf(ROLES, { example: 'branch-secretary' })
  readonly role: Role;

  /** Needed for the roles that are held for one unit, refused for the others. */
  @Code({ optional: true })
  readonly unit?: string;

  /** Today unless said. */
  @Day({ optional: true })
  readonly from?: string;

  /** The last day; without one, until ended. */
  @Day({ example: '2026-12-31', optional: true })
  readonly to?: string;

  @Flag({ example: false, optional: true })
  readonly standIn?: boolean;
}

export class UserRequest {
  @Line({ max: 32, example: 'zhang.san', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/, personal: true })
  readonly login: string;

  @Line({ max: 100, example: '张三', personal: true })
  readonly name: string;

  @Line({ max: 200, example: '内线 8012', personal: true, optional: true })
  readonly contact?: string;

  /** The unit to which the person belongs, for recusal. */
  @Code({ optional: true })
  readonly affiliation?: string;

  /** Without one, a one-time password is made and told in the answer. */
  @NewPassword({ optional: true })
  readonly password?: string;

  @Parts(() => GrantRequest, { max: 50, optional: true })
  readonly grants?: readonly GrantRequest[];
}

export class UsersRequest {
  @Parts(() => UserRequest, { min: 1, max: 200 })
  readonly users: readonly UserRequest[];
}

export class InitialPasswordsRequest {
  /** Of accounts whose owners have not chosen a password yet. */
  @field({
    check: (value) => listFaults(value, { min: 1, max: 200 }, (item) => textFault(item, { max: 32, personal: true })),
    schema: {
      type: 'array',
      items: { type: 'string', maxLength: 32 },
      minItems: 1,
      maxItems: 200,
      example: ['zhang.san', 'li.si'],
    },
    traits: { list: true },
  })
  readonly logins: readonly string[];
}

export class UserPath {
  @Id()
  readonly user: string;
}

export class GrantPath extends UserPath {
  @Id()
  readonly grant: string;
}

export class GrantEndRequest {
  /** The last day of the grant: yesterday to end it at once, today unless said. */
  @Day({ example: '2024-06-30', optional: true })
  readonly on?: string;
}

export class DisabledRequest {
  @Flag({ example: true })
  readonly disabled: boolean;
}

export class PersonRequest {
  @Line({ max: 100, example: '张三', personal: true })
  readonly name: string;

  @Line({ max: 200, example: '内线 8012', personal: true, optional: true })
  readonly contact?: string;
}
