import { createHash } from 'node:crypto';
import { canonicalText } from '#event-sourcing/canonical.js';
import type { Replay, ToldBranch } from './replay.js';

/** What else is made of a replay while its report is written. */
export interface ReportReaders {
  /** Takes the RFC 8785 text of the report, piece by piece. */
  readonly write?: (text: string) => void;
  readonly branch?: (branch: ToldBranch) => void | Promise<void>;
}

/**
 * Writes the RFC 8785 text of a report without ever holding all of it.
 *
 * @returns its SHA-256, hex: whoever recomputes it from the same log gets the same.
 */
export const writeReport = async (replay: Replay, readers: ReportReaders): Promise<string> => {
  const digest = createHash('sha256');
  const write = (text: string): void => {
    digest.update(text, 'utf8');
    readers.write?.(text);
  };
  const { head } = replay;
  // RFC 8785 orders members by their names.
  const names = [...memberNames(head), 'branches' as const].sort();
  let before = '{';
  for (const name of names) {
    write(`${before}${JSON.stringify(name)}:`);
    if (name === 'branches') await writeBranches(replay, write, readers.branch);
    else write(canonicalText(head[name]));
    before = ',';
  }
  write('}');
  return digest.digest('hex');
};

const memberNames = (head: Replay['head']): (keyof Replay['head'])[] => {
  const isMember = (name: string): name is keyof Replay['head'] => name in head;
  return Object.keys(head).filter(isMember);
};

const writeBranches = async (
  replay: Replay,
  write: (text: string) => void,
  also: ReportReaders['branch'],
): Promise<void> => {
  let before = '[';
  for await (const branch of replay.told()) {
    write(`${before}${canonicalText(branch.told)}`);
    before = ',';
    await also?.(branch);
  }
  write(before === '[' ? '[]' : ']');
};
