import { Global, Module } from '@nestjs/common';
import { UnitRecords } from '#platform/auth/unit-records.js';
import { BranchRecords } from './branch-records.js';
import { StoredSuccessions } from './projections/branches/stored-successions.js';
import { Successions } from './published/successions.js';

/** Lets sign-in and commands ask what the streams of branches say of the roles held for them, and readers who took whose place. */
@Global()
@Module({
  providers: [
    { provide: UnitRecords, useClass: BranchRecords },
    { provide: Successions, useClass: StoredSuccessions },
  ],
  exports: [UnitRecords, Successions],
})
export class BranchRecordsModule {}
