import { Module } from '@nestjs/common';
import { ProblemQueriesController } from './problem-queries.controller.js';
import { LedgerWork } from './projections/ledger/ledger-work.js';
import { LedgerQuery } from './projections/ledger/ledger.query.js';

/** The ledger of problems, to be read. */
@Module({ controllers: [ProblemQueriesController], providers: [LedgerQuery, LedgerWork] })
export class ProblemQueriesModule {}
