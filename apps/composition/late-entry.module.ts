import { Global, Injectable, Module } from '@nestjs/common';
import { BusinessDay } from '#platform/auth/business-day.js';
import { LateEntryPolicy } from '#platform/auth/late-entry-policy.js';
import { PolicyReader } from '#policy/published/policy-reader.js';

/** The grace for late entries is what the office adopted. */
@Injectable()
class AdoptedLateEntryPolicy extends LateEntryPolicy {
  constructor(
    private readonly policies: PolicyReader,
    private readonly day: BusinessDay,
  ) {
    super();
  }

  async graceDays(): Promise<number> {
    const { policy } = await this.policies.read(this.day.today());
    return policy.lateEntryGraceDays;
  }
}

@Global()
@Module({ providers: [{ provide: LateEntryPolicy, useClass: AdoptedLateEntryPolicy }], exports: [LateEntryPolicy] })
export class LateEntryModule {}
