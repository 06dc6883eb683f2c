import { Module } from '@nestjs/common';
import { CorrectEntryHandler } from './commands/correct-entry.js';
import { VoidEntriesHandler } from './commands/void-entries.js';
import { CorrectionsController } from './corrections.controller.js';
import { EntryHistories } from './entry-history.js';

/** What is done about entries that are wrong. */
@Module({ controllers: [CorrectionsController], providers: [CorrectEntryHandler, VoidEntriesHandler, EntryHistories] })
export class CorrectionsModule {}
