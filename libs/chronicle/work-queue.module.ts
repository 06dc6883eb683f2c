import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { WorkQueueController } from './work-queue.controller.js';
import { WorkQueues } from './work-queues.js';

/** What waits for whom; every context adds its own source. */
@Module({ imports: [DiscoveryModule], controllers: [WorkQueueController], providers: [WorkQueues] })
export class WorkQueueModule {}
