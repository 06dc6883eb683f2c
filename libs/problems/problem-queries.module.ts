import { Module } from '@nestjs/common';
import { ProblemQueriesController } from './problem-queries.controller.js';
import { LedgerItems } from './projections/ledger/ledger-items.js';
import { LedgerWork } from './projections/ledger/ledger-work.js';
import { OpenProblems } from './projections/ledger/open-problems.js';
import { LedgerQuery } from './projections/ledger/ledger.query.js';

/** The ledger of problems, to be read. */
@Module({
  controllers: [ProblemQueriesController],
  providers: [LedgerItems, LedgerQuery, LedgerWork, OpenProblems],
})
export class ProblemQueriesModule {}
