import { Module } from '@nestjs/common';
import { CorrectEntryHandler } from './commands/correct-entry.js';
import { SetEntryLevelHandler } from './commands/set-entry-level.js';
import { VoidEntriesHandler } from './commands/void-entries.js';
import {
  ConfirmTextRemovalHandler,
  RefuseTextRemovalHandler,
  RemovalReads,
  RequestTextRemovalHandler,
} from './commands/text-removal-handlers.js';
import { CorrectionsController } from './corrections.controller.js';
import { TextRemovalWork } from './projections/text-removals/text-removal-work.js';
import { EntryHistories } from './entry-history.js';

/** What is done about entries that are wrong. */
@Module({
  controllers: [CorrectionsController],
  providers: [
    CorrectEntryHandler,
    VoidEntriesHandler,
    SetEntryLevelHandler,
    EntryHistories,
    RemovalReads,
    TextRemovalWork,
    RequestTextRemovalHandler,
    ConfirmTextRemovalHandler,
    RefuseTextRemovalHandler,
  ],
})
export class CorrectionsModule {}
