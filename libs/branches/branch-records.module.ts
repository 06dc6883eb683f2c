import { Global, Module } from '@nestjs/common';
import { UnitRecords } from '#platform/auth/unit-records.js';
import { BranchRecords } from './branch-records.js';

/** Lets sign-in and commands ask what the streams of branches say of the roles held for them. */
@Global()
@Module({ providers: [{ provide: UnitRecords, useClass: BranchRecords }], exports: [UnitRecords] })
export class BranchRecordsModule {}
