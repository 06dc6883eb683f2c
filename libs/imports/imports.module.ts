import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountImport } from './accounts/account-import.js';
import { ImportsController } from './imports.controller.js';
import { FileChecker } from './jobs/file-check.js';
import { FileRows } from './jobs/file-rows.js';
import { ImportKinds } from './jobs/import-kinds.js';
import { ImportRunner } from './jobs/import-runner.js';
import { Imports } from './jobs/imports.js';
import { NewImports } from './jobs/new-imports.js';
import { Persons } from './jobs/persons.js';
import { RowKeys } from './jobs/row-keys.js';
import { RowCommands } from './jobs/row-commands.js';

/** 期初录入 from spreadsheets; every context adds its own sheets. */
@Module({
  imports: [DiscoveryModule],
  controllers: [ImportsController],
  providers: [
    ImportKinds,
    Imports,
    NewImports,
    ImportRunner,
    FileRows,
    FileChecker,
    Persons,
    RowCommands,
    RowKeys,
    AccountImport,
  ],
})
export class ImportsModule {}
