import { Global, Injectable, Module } from '@nestjs/common';
import { LateEntryPolicy } from '#platform/auth/late-entry-policy.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import type { LocalDate } from '#time/local-date.js';

/** The grace for late entries is what the office adopted. */
@Injectable()
class AdoptedLateEntryPolicy extends LateEntryPolicy {
  constructor(private readonly policies: PolicyReader) {
    super();
  }

  async graceDays(recordedOn: LocalDate): Promise<number> {
    const { policy } = await this.policies.read(recordedOn);
    return policy.lateEntryGraceDays;
  }
}

@Global()
@Module({ providers: [{ provide: LateEntryPolicy, useClass: AdoptedLateEntryPolicy }], exports: [LateEntryPolicy] })
export class LateEntryModule {}
