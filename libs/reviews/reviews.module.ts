import { Module } from '@nestjs/common';
import { AppraisalsController } from './appraisals.controller.js';
import { handlers } from './commands/handlers.js';
import { ReportsController } from './reports.controller.js';
import { ReviewsController } from './reviews.controller.js';

/** Reviews with their reports, comments, appraisals and grades. */
@Module({
  controllers: [ReviewsController, ReportsController, AppraisalsController],
  providers: [...handlers],
})
export class ReviewsModule {}
