import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ChildSettings {
  readonly arguments?: readonly string[];
  /** Of node; none when absent. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One of the programs in `children`, under plain node; its lines of log go nowhere, its faults to our stderr. */
export const startChild = (
  name: string,
  { arguments: words = [], flags = [], environment = {} }: ChildSettings,
): ChildProcess => {
  const { PATH = '', HOME = '' } = process.env;
  const path = fileURLToPath(new URL(`./children/${name}.js`, import.meta.url));
  return fork(path, words, {
    env: { PATH, HOME, ...environment },
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
};

/** The first message of a child; rejects when it ends without one. */
export const messageOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the process ended with ${String(code)}`)));
  });

/** By its own id; resolves when it is gone. */
export const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
};
