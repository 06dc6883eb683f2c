import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';

/** A log whose appends wait, in their order, until they are let through. */
export class Tap implements Pick<EventStore, 'logId' | 'append'> {
  /** How many were let through, and how many may be. */
  private through = 0;
  private allowed = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly store: EventStore) {}

  get logId(): string {
    return this.store.logId;
  }

  async append(append: PreparedAppend): Promise<AppendResult> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.flow();
    });
    return this.store.append(append);
  }

  /** So many appends may have passed in all. */
  letPass(total: number): void {
    this.allowed = Math.max(this.allowed, total);
    this.flow();
  }

  private flow(): void {
    for (; this.through < this.allowed && this.waiting.length > 0; this.through += 1) this.waiting.shift()?.();
  }
}
