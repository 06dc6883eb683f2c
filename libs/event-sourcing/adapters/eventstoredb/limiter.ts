import { StoreUnavailable } from '../../event-store.js';

interface Waiting {
  readonly admit: () => void;
}

/** At most so many at once; the others wait their turn, but not for ever. */
export class Limiter {
  private readonly waiting: Waiting[] = [];
  private running = 0;

  constructor(
    private readonly max: number,
    private readonly waitMs: number,
  ) {}

  /**
   * @returns what ends the turn; safe to repeat.
   * @throws StoreUnavailable — no turn came in time.
   */
  async enter(): Promise<() => void> {
    if (this.running < this.max) this.running += 1;
    else await this.turn();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next.admit();
    };
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(item), 1);
        reject(new StoreUnavailable(`${String(this.max)} reads of the event store are under way: none ended in time`));
      }, this.waitMs);
      const item: Waiting = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.waiting.push(item);
    });
  }
}
