import { Module } from '@nestjs/common';
import { ProblemQueriesController } from './problem-queries.controller.js';
import { LedgerItems } from './projections/ledger/ledger-items.js';
import { LedgerProblems, LedgerTasks } from './projections/ledger/ledger-lists.js';
import { LedgerWork } from './projections/ledger/ledger-work.js';
import { LedgerQuery } from './projections/ledger/ledger.query.js';

/** The ledger of problems, to be read. */
@Module({
  controllers: [ProblemQueriesController],
  providers: [LedgerItems, LedgerQuery, LedgerWork, LedgerProblems, LedgerTasks],
})
export class ProblemQueriesModule {}
