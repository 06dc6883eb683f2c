import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A position that came to light when a higher one had been seen already. */
export interface Late {
  readonly position: number;
  readonly after: number;
}

/** Looks at positions again and again while others write, as a reader that resumes at the last one would. */
export class OrderWatch {
  private readonly known = new Set<number>();
  private readonly late: Late[] = [];
  private looks = 0;
  private ending = false;
  private readonly watching: Promise<void>;

  private constructor(
    private readonly client: pg.Client,
    private readonly query: string,
  ) {
    this.watching = this.watch();
  }

  /** `query` gives all positions that can be seen. */
  static async begin(url: string, query: string): Promise<OrderWatch> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new OrderWatch(client, query);
  }

  /** Waits until it has seen a position. */
  async seen(position: number): Promise<void> {
    while (!this.known.has(position)) await sleep(5);
  }

  async end(): Promise<{ readonly looks: number; readonly late: readonly Late[] }> {
    this.ending = true;
    await this.watching;
    await this.client.end();
    return { looks: this.looks, late: this.late };
  }

  private async watch(): Promise<void> {
    let highest = 0;
    for (let last = false; !last;) {
      last = this.ending;
      const { rows } = await this.client.query<{ position: string }>(this.query);
      const fresh = rows.map(({ position }) => Number(position)).filter((position) => !this.known.has(position));
      for (const position of fresh) {
        this.known.add(position);
        if (position < highest) this.late.push({ position, after: highest });
      }
      highest = Math.max(highest, ...fresh);
      this.looks += 1;
      await sleep(3);
    }
  }
}
