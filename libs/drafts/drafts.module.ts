import { Global, Module } from '@nestjs/common';
import { DraftStore } from './draft-store.js';
import { DraftsController } from './drafts.controller.js';
import { Drafts } from './published/drafts.js';

/** Drafts, and for every context a way to issue them. */
@Global()
@Module({
  controllers: [DraftsController],
  providers: [DraftStore, { provide: Drafts, useExisting: DraftStore }],
  exports: [Drafts],
})
export class DraftsModule {}
