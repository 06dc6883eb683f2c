import { setTimeout as sleep } from 'node:timers/promises';
import type { HeavyWork } from './settings.js';

/** Time for others to ask as well: at a start all changed models ask within a moment, and one pass does for all. */
const GATHERING_MS = 250;

/** Gathers rebuilds that are asked for at about the same time; one pass at a time. */
export class RebuildQueue {
  private waiting = new Set<string>();
  private next: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly work: HeavyWork) {}

  /** Resolves when a pass that began after it was asked for has rebuilt the model, among others. */
  ask(model: string): Promise<void> {
    this.waiting.add(model);
    if (this.next === undefined) {
      const before = this.last;
      this.next = this.pass(before);
      this.last = this.next.catch(() => undefined);
    }
    return this.next;
  }

  private async pass(before: Promise<unknown>): Promise<void> {
    await Promise.all([before, sleep(GATHERING_MS)]);
    const models = [...this.waiting];
    this.waiting = new Set();
    this.next = undefined;
    await this.work.rebuild(models);
  }
}
