import { Global, Module } from '@nestjs/common';
import { adoptPolicy } from './commands/adopt-policy.js';
import { publishCalendar } from './commands/publish-calendar.js';
import { PolicyController } from './policy.controller.js';
import { PolicyReader } from './published/policy-reader.js';

/** The figures and the work calendar by which every deadline is counted; readable everywhere. */
@Global()
@Module({
  controllers: [PolicyController],
  providers: [adoptPolicy, publishCalendar, PolicyReader],
  exports: [PolicyReader],
})
export class PolicyModule {}
