import { Module } from '@nestjs/common';
import { AppraisalsController } from './appraisals.controller.js';
import { handlers } from './commands/handlers.js';
import { ReportsController } from './reports.controller.js';
import { ReviewReader } from './queries/review-reader.js';
import { ReviewWork } from './queries/review-work.js';
import { ReviewQueriesController } from './review-queries.controller.js';
import { ReviewsController } from './reviews.controller.js';

/** Reviews with their reports, comments, appraisals and grades. */
@Module({
  controllers: [ReviewsController, ReportsController, AppraisalsController, ReviewQueriesController],
  providers: [...handlers, ReviewReader, ReviewWork],
})
export class ReviewsModule {}
