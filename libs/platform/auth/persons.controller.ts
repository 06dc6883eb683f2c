import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ROLES } from '#access/roles.js';
import type { Role } from '#access/roles.js';
import { Roles, SignedInOnly } from '../http/access.js';
import { Ids, OneOf } from '../http/fields.js';
import { BusinessDay } from './business-day.js';
import { Grants } from './grants.js';
import { PersonDirectory } from './person-directory.js';
import { RECORDING_ROLES } from './recording-roles.js';

class NamesQuery {
  @Ids({ minItems: 1, maxItems: 200 })
  readonly ids: readonly string[];
}

class HoldersQuery {
  @OneOf(ROLES.filter((role) => role !== 'admin'), { example: 'committee-member' })
  readonly role: Role;
}

/** Names by id, and nothing else by person. */
@ApiTags('persons')
@Controller('persons')
export class PersonsController {
  constructor(
    private readonly directory: PersonDirectory,
    private readonly grants: Grants,
    private readonly businessDay: BusinessDay,
  ) {}

  @Get()
  @SignedInOnly()
  @ApiOperation({
    summary: '姓名查询 / Names by id',
    description: '`ids`: separated by commas; unknown ones are left out.',
  })
  async names(@Query() { ids }: NamesQuery): Promise<{ readonly items: readonly { id: string; name: string }[] }> {
    const names = await this.directory.names(ids);
    return { items: [...names].map(([id, name]) => ({ id, name })) };
  }

  @Get('holders')
  @Roles(...RECORDING_ROLES)
  @ApiOperation({ summary: '任职人员 / Who holds a role today', description: 'For naming a commentator or an actor.' })
  async holders(
    @Query() { role }: HoldersQuery,
  ): Promise<{ readonly items: readonly { id: string; name: string; unit?: string }[] }> {
    const holders = await this.grants.holders(role, this.businessDay.today());
    const names = await this.directory.names(holders.map(({ person }) => person));
    return {
      items: holders.map(({ person, unit }) => ({
        id: person,
        name: names.get(person) ?? '',
        ...(unit === undefined ? {} : { unit }),
      })),
    };
  }
}
