import type { Terminal } from '../terminal.js';

/** Keeps what a command says. */
export class RecordedTerminal implements Terminal {
  stdout = '';
  stderr = '';
  readonly interruption = new AbortController();

  constructor(readonly live = false) {}

  interruptions(): AbortSignal {
    return this.interruption.signal;
  }

  out(text: string): void {
    this.stdout += text;
  }

  outBytes(bytes: Uint8Array): Promise<void> {
    this.stdout += Buffer.from(bytes).toString('utf8');
    return Promise.resolve();
  }

  err(text: string): void {
    this.stderr += text;
  }
}
