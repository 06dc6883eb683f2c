import type { Writable } from 'node:stream';

/** Messages that wait for a client that reads more slowly than things happen; one more and it is cut. */
const WAITING_AT_MOST = 500;

export interface Message {
  /** Place in the log; what a client names to go on from there. Absent: the place before stays. */
  readonly id?: string;
  readonly event: string;
  readonly data: object;
}

const formatted = ({ id, event, data }: Message): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** One open stream. A client that stops reading is cut, and may come back and resume. */
export class LiveClient {
  private waiting: string[] = [];
  private blocked = false;

  constructor(
    private readonly output: Writable,
    private readonly waitingAtMost = WAITING_AT_MOST,
  ) {
    output.on('drain', () => this.drain());
    // The other side may go at any time; that is no fault of ours.
    output.on('error', () => output.destroy());
  }

  get isOpen(): boolean {
    return !this.output.destroyed && !this.output.writableEnded;
  }

  send(message: Message): void {
    if (!this.isOpen) return;
    const text = formatted(message);
    if (!this.blocked) this.write(text);
    else if (this.waiting.length < this.waitingAtMost) this.waiting.push(text);
    else this.output.destroy();
  }

  /** Resolves when everything sent so far has left this process, or the stream has ended. */
  async flushed(): Promise<void> {
    if (!this.blocked || !this.isOpen) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.output.off('drain', go).off('close', go);
        resolve();
      };
      this.output.on('drain', go).on('close', go);
    });
    await this.flushed();
  }

  onEnd(listener: () => void): void {
    this.output.once('close', listener);
  }

  end(): void {
    if (this.isOpen) this.output.end();
  }

  private write(text: string): void {
    this.blocked = !this.output.write(text);
  }

  private drain(): void {
    this.blocked = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const text of waiting) {
      if (this.blocked) this.waiting.push(text);
      else this.write(text);
    }
  }
}
