import { Inject, Injectable, Optional } from '@nestjs/common';
import type { CommandResult } from '#event-sourcing/command.js';
import { daysBetween } from '#time/local-date.js';
import type { LocalDate } from '#time/local-date.js';
import { BusinessDay } from './business-day.js';
import { DEFAULT_GRACE_DAYS, LateEntryPolicy } from './late-entry-policy.js';

/** 补录: recorded on a later day than the one on which it was true. */
export interface LateEntry {
  readonly occurredOn: LocalDate;
  /** Calendar days from then to its recording. */
  readonly days: number;
  /** More of them than the policy allows without a word. */
  readonly pastGrace: boolean;
}

/** Tells which results of commands are late entries, by the day of their recording and the policy of that day. */
@Injectable()
export class LateEntries {
  constructor(
    private readonly businessDay: BusinessDay,
    @Optional() @Inject(LateEntryPolicy) private readonly policy: LateEntryPolicy | null,
  ) {}

  /** Undefined where it was recorded on its day, or records nothing. */
  async of({ events }: Pick<CommandResult, 'events'>): Promise<LateEntry | undefined> {
    const [first] = events;
    if (first === undefined) return undefined;
    const { occurredOn, recordedAt } = first.metadata;
    const recordedOn = this.businessDay.dayOf(new Date(recordedAt));
    const days = daysBetween(occurredOn, recordedOn);
    if (days <= 0) return undefined;
    const grace = (await this.policy?.graceDays(recordedOn)) ?? DEFAULT_GRACE_DAYS;
    return { occurredOn, days, pastGrace: days > grace };
  }
}
