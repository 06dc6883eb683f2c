import type { DemoClock } from './demo-clock.js';

interface Step {
  readonly day: string;
  readonly run: () => Promise<unknown>;
}

/** Told before the first step of a day: how many steps are behind, how many there are. */
export type OnDay = (day: string, done: number, all: number) => void;

/** What happens on which day; played day by day, within a day in the order in which it was written down. */
export class Script {
  private readonly steps: Step[] = [];

  on(day: string, run: () => Promise<unknown>): void {
    this.steps.push({ day, run });
  }

  async play(clock: DemoClock, onDay: OnDay): Promise<void> {
    const steps = this.steps.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    let today = '';
    for (const [done, { day, run }] of steps.entries()) {
      if (day !== today) {
        clock.moveTo(day);
        onDay(day, done, steps.length);
        today = day;
      }
      await run();
    }
  }
}
