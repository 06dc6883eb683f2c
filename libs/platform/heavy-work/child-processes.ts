import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import type { OnModuleDestroy } from '@nestjs/common';
import { ExactLength } from './exact-length.js';
import { HeavyWork, WorkFailed } from './heavy-work.js';
import type { WorkAnswer, WorkOrder } from './heavy-work.js';
import { isWorkReply } from './messages.js';
import type { WorkMessage, WorkReply } from './messages.js';
import { Turns } from './turns.js';

export interface ChildProcessesOptions {
  /** Path of the program that calls `serveWork`. */
  readonly program: string;
  /** For the work; they go through a channel of their own, so that no secret stands on a command line. */
  readonly settings: object;
  readonly log: { error(message: string): void };
  /** At once; 1 unless told. */
  readonly most?: number;
  /** Further ones that wait; 4 unless told. */
  readonly mostWaiting?: number;
  /** Milliseconds, the handing over included; as long as it takes unless told. */
  readonly timeoutMs?: number;
  /** How far behind whatever answers requests, 0 to 19; 10 unless told. */
  readonly nice?: number;
}

/**
 * Megabytes of its heap: a limit for work gone wrong, far above what the work needs. Below a limit the garbage collector
 * also comes sooner.
 */
export const HEAP_LIMIT = '--max-old-space-size=1024';
const NICE = 10;
const LAST_WORDS = 4_000;

/**
 * Does each piece of work in a process of its own, which ends with it: with its answer, with the one who asked, with
 * this process, or after too long. It holds nothing that a kill could damage.
 */
export class ChildProcesses extends HeavyWork implements OnModuleDestroy {
  private readonly turns: Turns;
  private readonly stopping = new AbortController();

  constructor(private readonly options: ChildProcessesOptions) {
    super();
    this.turns = new Turns(options.most ?? 1, options.mostWaiting ?? 4);
  }

  async run(order: WorkOrder, signal: AbortSignal): Promise<WorkAnswer> {
    const stop = AbortSignal.any([signal, this.stopping.signal]);
    const endTurn = await this.turns.take(stop);
    const child = this.start();
    const { timeoutMs } = this.options;
    const deadline = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
    const end = deadline === undefined ? stop : AbortSignal.any([stop, deadline]);
    const kill = (): void => void child.kill('SIGKILL');
    end.addEventListener('abort', kill, { once: true });
    const ended = (): void => {
      end.removeEventListener('abort', kill);
      endTurn();
    };
    child.once('exit', ended).once('error', ended);
    const lastWords = wordsOf(child.stderr);
    try {
      const reply = await replyOf(child, { settings: this.options.settings, order });
      if (reply.kind === 'failed') throw new WorkFailed('error', reply.error);
      const { outcome, length } = reply;
      return { outcome, length, body: bodyOf(child, length) };
    } catch (error) {
      kill();
      if (stop.aborted) throw new WorkFailed('stopped', `${order.work} was stopped`);
      if (deadline?.aborted === true) throw new WorkFailed('too-long', `${order.work} took too long`);
      const message = `${order.work} failed: ${error instanceof Error ? error.message : String(error)}`;
      this.options.log.error([message, lastWords()].join('\n').trim());
      throw new WorkFailed('error', message);
    }
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private start(): ChildProcess {
    const child = fork(this.options.program, [], { execArgv: [HEAP_LIMIT], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    try {
      if (child.pid !== undefined) setPriority(child.pid, this.options.nice ?? NICE);
    } catch {
      // It works at the same priority then, or has ended already.
    }
    return child;
  }
}

const replyOf = (child: ChildProcess, message: WorkMessage): Promise<WorkReply> =>
  new Promise((resolve, reject) => {
    child.once('message', (reply) => {
      if (isWorkReply(reply)) resolve(reply);
      else reject(new Error('its process answered something else'));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`its process ended with ${String(signal ?? code)}`)));
    // One that cannot be told has ended, or could not be started: both are heard of.
    child.send({ ...message }, () => undefined);
  });

const bodyOf = ({ stdout }: ChildProcess, length: number): Readable => {
  const body = new ExactLength(length);
  if (stdout === null) throw new Error('its process has no output');
  // Who reads the body hears of its errors.
  pipeline(stdout, body, () => undefined);
  return body;
};

const wordsOf = (stderr: Readable | null): (() => string) => {
  let words = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => (words = `${words}${text}`.slice(-LAST_WORDS)));
  return () => words;
};
