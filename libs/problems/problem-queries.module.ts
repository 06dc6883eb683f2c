import { Global, Module } from '@nestjs/common';
import { CommonProblemsController } from './common-problems.controller.js';
import { NoticeQueriesController } from './notice-queries.controller.js';
import { ProblemListController } from './problem-list.controller.js';
import { ProblemQueriesController } from './problem-queries.controller.js';
import { LedgerAnswering } from './projections/ledger/ledger-answering.js';
import { LedgerItems } from './projections/ledger/ledger-items.js';
import { LedgerProblems, LedgerTasks } from './projections/ledger/ledger-lists.js';
import { LedgerRelations } from './projections/ledger/ledger-relations.js';
import { LedgerWork } from './projections/ledger/ledger-work.js';
import { MeasureWork } from './projections/ledger/measure-work.js';
import { OpenProblems } from './projections/ledger/open-problems.js';
import { LedgerQuery } from './projections/ledger/ledger.query.js';
import { StoredLimitedProblems } from './projections/ledger/stored-limited-problems.js';
import { StoredPassedProblems } from './projections/ledger/stored-passed-problems.js';
import { LimitedProblems } from './published/limited-problems.js';
import { PassedProblems } from './published/passed-problems.js';

/** The ledger of problems, to be read: one by one, as a list of a review, by notice, and what is common. */
@Global()
@Module({
  controllers: [ProblemQueriesController, ProblemListController, CommonProblemsController, NoticeQueriesController],
  providers: [
    LedgerAnswering,
    LedgerItems,
    LedgerQuery,
    LedgerRelations,
    LedgerWork,
    LedgerProblems,
    LedgerTasks,
    MeasureWork,
    OpenProblems,
    { provide: LimitedProblems, useClass: StoredLimitedProblems },
    { provide: PassedProblems, useClass: StoredPassedProblems },
  ],
  exports: [LimitedProblems, PassedProblems],
})
export class ProblemQueriesModule {}
