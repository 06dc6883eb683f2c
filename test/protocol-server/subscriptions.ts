import type { Subscription } from './subscription.js';

/** The subscriptions that are open, and what a server does to all of them at once. */
export class Subscriptions {
  private readonly running = new Set<Subscription>();
  private impatient = false;
  private drops = 0;

  /** How many were dropped as too slow. */
  get dropped(): number {
    return this.drops;
  }

  async run(subscription: Subscription): Promise<void> {
    this.running.add(subscription);
    try {
      await subscription.run(() => this.impatient);
    } finally {
      if (subscription.wasDropped) this.drops += 1;
      this.running.delete(subscription);
    }
  }

  /** Each ends without an error. */
  endAll(): number {
    return this.each((subscription) => subscription.end());
  }

  /** Half-open: each stays as it is, and nothing comes any more. Those opened later are not touched. */
  silenceAll(): number {
    return this.each((subscription) => subscription.silence());
  }

  /** Each is dropped as too slow. */
  dropAll(): number {
    return this.each((subscription) => subscription.drop());
  }

  /** From now on also a reader is too slow that did not take a burst at once; the answer revokes it. */
  dropSlowReaders(): () => void {
    this.impatient = true;
    return () => void (this.impatient = false);
  }

  private each(act: (subscription: Subscription) => void): number {
    const all = [...this.running];
    for (const subscription of all) act(subscription);
    return all.length;
  }
}
