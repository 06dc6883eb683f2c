import { Clock } from '#time/clock.js';

/** A clock that its own process can set. It goes on at the usual pace from wherever it was set. */
export class DemoClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Sets the clock to mid-morning of a day, China time. */
  moveTo(day: string): void {
    this.offset = Date.parse(`${day}T09:00:00+08:00`) - Date.now();
  }
}
