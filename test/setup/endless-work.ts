import { sendUntilAcknowledged } from './retrying-client.js';
import type { Acknowledged, Place } from './retrying-client.js';

/** Clients that work until they are told to end: each makes a branch, then gives it name after name. */
export class EndlessWork {
  readonly acknowledged: Acknowledged[] = [];
  /** Rejects when one of them is refused. */
  readonly done: Promise<unknown>;
  private over = false;

  constructor(
    private readonly place: Place,
    private readonly token: string,
    clients: number,
  ) {
    this.done = Promise.all(Array.from({ length: clients }, (_, client) => this.work(`C${String(client)}`)));
    // Whoever started it waits for it at the end.
    this.done.catch(() => undefined);
  }

  /** After what is under way. */
  async end(): Promise<void> {
    this.over = true;
    await this.done;
  }

  private async work(code: string): Promise<void> {
    const name = (what: string): string => `第${code}党支部${what}`;
    await this.send('POST', '/branches', { code, name: name('') });
    for (let n = 0; !this.over; n += 1)
      await this.send('PUT', `/branches/${code}/name`, { name: name(`第${String(n)}名`) });
  }

  private async send(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    this.acknowledged.push(await sendUntilAcknowledged(this.place, this.token, method, path, body));
  }
}
