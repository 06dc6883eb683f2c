import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The packages that the bench compares with could not be installed. */
export class PeersMissing extends Error {
  override readonly name = 'PeersMissing';
}

/**
 * Runs one of the programs in `peers`, which stand beside the packages that they use, and answers what it prints.
 *
 * @throws PeersMissing
 */
export const runPeer = async (name: string, input: object): Promise<unknown> => {
  const installed = await stat(resolve('test/bench/node_modules/.installed-lock')).catch(() => undefined);
  if (installed === undefined) throw new PeersMissing('npm ci --prefix test/bench did not come through');
  const words = [resolve('test/bench/peers', `${name}.js`), JSON.stringify(input)];
  const { stdout } = await execute(process.execPath, words, { maxBuffer: 16 * 1_048_576 }).catch((error: unknown) => {
    // The message would tell the whole command, with the password in it.
    throw new Error(`${name}: ${faultOf(error)}`);
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
};

const faultOf = (error: unknown): string => {
  const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
  return said.split('\n').find((line) => /^\S*error\S*: /i.test(line)) ?? 'it ended without an answer';
};
