import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';

export interface ReadFault {
  readonly route: string;
  readonly status: number;
  /** What stands there instead, or the code of the problem. */
  readonly found: string;
}

/** Reads the same routes again and again, whose answers are to stay as they are. */
export class ReadWatch {
  readonly faults: ReadFault[] = [];
  reads = 0;
  slowestMs = 0;
  private ending = false;
  private readonly watching: Promise<void>;

  private constructor(
    private readonly client: HttpClient,
    private readonly expected: ReadonlyMap<string, string>,
    private readonly told: (answer: unknown) => string,
  ) {
    this.watching = this.watch();
  }

  /** What `client` is answered now is what `watched` must be answered. `told`: of an answer, what must stay. */
  static async begin(
    client: HttpClient,
    routes: readonly string[],
    told: (answer: unknown) => string,
    watched = client,
  ): Promise<ReadWatch> {
    const expected = new Map<string, string>();
    for (const route of routes) {
      const { status, body } = await client.get(route);
      if (status !== 200) throw new Error(`${route}: ${String(status)} ${JSON.stringify(body)}`);
      expected.set(route, told(body));
    }
    return new ReadWatch(watched, expected, told);
  }

  async end(): Promise<this> {
    this.ending = true;
    await this.watching;
    return this;
  }

  private async watch(): Promise<void> {
    while (!this.ending) {
      for (const [route, expected] of this.expected) {
        const begun = performance.now();
        const answer = await this.client.get(route).catch(() => undefined);
        this.slowestMs = Math.max(this.slowestMs, performance.now() - begun);
        this.reads += 1;
        const fault = this.faultIn(route, expected, answer);
        if (fault !== undefined) this.faults.push(fault);
        await sleep(5);
      }
    }
  }

  private faultIn(route: string, expected: string, answer: Answer | undefined): ReadFault | undefined {
    if (answer === undefined) return { route, status: 0, found: 'no answer' };
    const found = answer.status === 200 ? this.told(answer.body) : JSON.stringify(answer.body);
    return answer.status === 200 && found === expected
      ? undefined
      : { route, status: answer.status, found: found.slice(0, 300) };
  }
}
