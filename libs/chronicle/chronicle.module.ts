import { Module } from '@nestjs/common';
import { AnnualSheets } from './http/annual-sheets.js';
import { ReplaysController } from './http/replays.controller.js';
import { SheetsController } from './http/sheets.controller.js';
import { TimelineController } from './http/timeline.controller.js';
import { CyclesQuery } from './projections/cycles/cycles.query.js';
import { TimelineQuery } from './projections/timeline/timeline.query.js';
import { Replays } from './replay/replays.js';

/** What spans the contexts: the history of branches, the annual sheet, and the replay of a year from the log. */
@Module({
  controllers: [TimelineController, SheetsController, ReplaysController],
  providers: [TimelineQuery, CyclesQuery, AnnualSheets, Replays],
})
export class ChronicleModule {}
