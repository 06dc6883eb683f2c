import { Global, Module } from '@nestjs/common';
import { OversightQueriesController } from './oversight-queries.controller.js';
import { InstructionWork } from './projections/instructions/instruction-work.js';
import { OversightReader } from './published/oversight-reader.js';
import { StoredOversight } from './stored-oversight.js';

/** Notes, reminders and instructions, to be read; other contexts show them with their items. */
@Global()
@Module({
  controllers: [OversightQueriesController],
  providers: [InstructionWork, { provide: OversightReader, useClass: StoredOversight }],
  exports: [OversightReader],
})
export class OversightQueriesModule {}
