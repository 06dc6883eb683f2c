import { TooMuchWork, WorkFailed } from './heavy-work.js';

/** Gives a turn to so many at once, lets some wait in the order in which they came, and refuses the others. */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  /**
   * @returns what ends the turn; idempotent.
   * @throws TooMuchWork
   * @throws WorkFailed `stopped` when `signal` aborts before it is one's turn.
   */
  async take(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw gaveUp();
    if (this.taken < this.most) this.taken += 1;
    else await this.wait(signal);
    let ended = false;
    return () => {
      if (!ended) this.pass();
      ended = true;
    };
  }

  private wait(signal: AbortSignal): Promise<void> {
    if (this.waiting.length >= this.mostWaiting) throw new TooMuchWork(`${String(this.mostWaiting)} wait already`);
    return new Promise((resolve, reject) => {
      const called = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(called), 1);
        reject(gaveUp());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(called);
    });
  }

  /** To the next one who waits, or back. */
  private pass(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.taken -= 1;
    else next();
  }
}

const gaveUp = (): WorkFailed => new WorkFailed('stopped', 'nobody waits for it any more');
