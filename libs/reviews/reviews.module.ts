import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AppraisalsController } from './appraisals.controller.js';
import { DraftedMinutes } from './commands/drafted-minutes.js';
import { handlers } from './commands/handlers.js';
import { Batches } from '#platform/http/batches.js';
import { PreparationController } from './preparation.controller.js';
import { RecordController } from './record.controller.js';
import { ReportsController } from './reports.controller.js';
import { Prints } from './queries/prints.js';
import { ReportPage } from './queries/report-page.js';
import { ReviewReader } from './queries/review-reader.js';
import { ReviewWork } from './queries/review-work.js';
import { ReviewQueriesController } from './review-queries.controller.js';
import { ReviewsController } from './reviews.controller.js';
import { WordingController } from './wording.controller.js';

/** Reviews with their reports, comments, appraisals and grades. */
@Module({
  imports: [DiscoveryModule],
  controllers: [
    ReviewsController,
    ReportsController,
    WordingController,
    AppraisalsController,
    RecordController,
    PreparationController,
    ReviewQueriesController,
  ],
  providers: [...handlers, Batches, DraftedMinutes, Prints, ReportPage, ReviewReader, ReviewWork],
})
export class ReviewsModule {}
