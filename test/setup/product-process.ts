import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const LISTENING = /"url":"(http[^"]+)"/;
const ADMIN = /^ {2}(\S+) {2}(\S+)$/m;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One run of the product, with all that it printed. */
export class ProductProcess {
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();

  constructor(main: string, settings: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, [main], {
      env: { PATH, HOME, PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.hear((this.stdout += text)));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.hear((this.stderr += text)));
    this.ended = once(this.child, 'close').then(() => {
      this.hear('');
      return { code: this.child.exitCode, signal: this.child.signalCode };
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Where it listens; rejects with its last words when it ends before it does. */
  async listening(): Promise<string> {
    const [, url = ''] = await this.printed(() => LISTENING.exec(this.stdout));
    return url;
  }

  /** What it shows at the first start of all. */
  async firstAdmin(): Promise<{ readonly account: string; readonly password: string }> {
    const [, account = '', password = ''] = await this.printed(() => ADMIN.exec(this.stderr));
    return { account, password };
  }

  /** At once, without a chance to tidy up; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As an operator or a service manager stops it. */
  async stop(): Promise<Ended> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<Ended> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.ended;
  }

  private hear(_text: string): void {
    for (const look of this.waiting) look();
  }

  private printed<T>(find: () => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found !== null) done(() => resolve(found));
        else if (this.child.exitCode !== null || this.child.signalCode !== null)
          done(() => reject(new Error(`the product ended: ${this.stderr}${this.stdout.slice(-2_000)}`)));
      };
      const done = (settle: () => void): void => {
        this.waiting.delete(look);
        settle();
      };
      this.waiting.add(look);
      look();
    });
  }
}
