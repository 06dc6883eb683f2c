import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './processes.js';

/**
 * Runs a program beside it until its own input has a line or ends; the latter, which comes in whatever way this
 * process goes, takes the folder along.
 */
const HOST = `
"$@" >>"$OUTPUT" 2>&1 &
echo $!
read -r _ || gone=yes
kill -KILL $! 2>/dev/null
wait
[ -z "$gone" ] || rm -rf "$FOLDER"`;

/** A program that cannot outlive the test that started it. Its output goes into a file. */
export class HostedProcess {
  private constructor(
    private readonly host: ChildProcess,
    readonly pid: number,
  ) {}

  static async start(
    command: readonly string[],
    { folder, output, env = {} }: { folder: string; output: string; env?: Readonly<Record<string, string>> },
  ): Promise<HostedProcess> {
    const host = spawn('sh', ['-c', HOST, 'sh', ...command], {
      // Of its own session: an interrupt from the keyboard must leave the host alive to tidy up.
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env, FOLDER: folder, OUTPUT: output },
    });
    host.stdout.setEncoding('utf8');
    const [line] = (await once(host.stdout, 'data')) as [string];
    // Whoever forgets it can still end, and it ends as well.
    host.unref();
    for (const pipe of [host.stdin, host.stdout]) if (pipe instanceof Socket) pipe.unref();
    return new HostedProcess(host, Number.parseInt(line, 10));
  }

  /** Asks it to end, or makes it; resolves when it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (await isRunning(this.pid)) process.kill(this.pid, signal);
    for (let waited = 0; (await isRunning(this.pid)) && waited < 15_000; waited += 20) await sleep(20);
    const { host } = this;
    if (host.exitCode !== null || host.signalCode !== null) return;
    host.ref();
    const gone = once(host, 'close');
    host.stdin?.end('\n');
    await gone;
  }
}
