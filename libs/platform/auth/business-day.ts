import { Injectable } from '@nestjs/common';
import { Clock } from '#time/clock.js';
import { dayIn } from '#time/local-date.js';
import type { LocalDate } from '#time/local-date.js';
import { Config } from '../config/config.js';

/** Which day it is where the business is done. */
@Injectable()
export class BusinessDay {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  today(): LocalDate {
    return this.dayOf(this.clock.now());
  }

  dayOf(instant: Date): LocalDate {
    return dayIn(this.config.timeZone, instant);
  }
}
