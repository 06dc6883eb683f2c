import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { OwnMatters } from '#platform/auth/own-matters.js';
import { OwnBranchController } from './http/own-branch.controller.js';
import { QueuedMatters } from './queued-matters.js';
import { WorkQueueController } from './work-queue.controller.js';
import { WorkQueues } from './work-queues.js';

/** What waits for whom, and what is one's own; every context adds its own sources. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [WorkQueueController, OwnBranchController],
  providers: [WorkQueues, { provide: OwnMatters, useClass: QueuedMatters }],
  exports: [OwnMatters],
})
export class WorkQueueModule {}
