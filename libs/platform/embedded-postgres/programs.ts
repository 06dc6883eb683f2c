import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { ServerFailedError } from './errors.js';
import type { ServerUser } from './server-user.js';

/**
 * Nothing of our own environment: PG… variables would redirect the programs, and the language of the caller must not
 * decide how a cluster is made.
 */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: ServerUser;
  /** Entered before the change of user, so it may lie where that user cannot go. */
  readonly cwd: string;
}

/** In a session of its own, so that Ctrl-C in a terminal reaches us and not the server behind our back. */
export function startProgram({ program, args, user, cwd }: ProgramRun, stdio: StdioOptions): ChildProcess {
  return spawn(program, args, { ...user, cwd, env: environment, stdio, detached: true });
}

/** Runs to the end; answers its output. @throws ServerFailedError on a non-zero exit */
export async function runProgram(run: ProgramRun, input?: string): Promise<string> {
  const child = startProgram(run, ['pipe', 'pipe', 'pipe']);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input ?? '');
  const end = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(String(code ?? signal)));
  }).catch((cause: unknown) => {
    throw new ServerFailedError(`${run.program} cannot be run`, String(cause), { cause });
  });
  if (end !== '0') throw new ServerFailedError(`${run.program} ended with ${end}`, output);
  return output;
}
