import { parseArgs } from 'node:util';

export interface BenchSettings {
  /** Events in the log. */
  readonly events: number;
  /** Events of the log on which peak memory and reading are measured; absent: not measured. */
  readonly largeEvents?: number;
  /** Interleaved runs of every comparison. */
  readonly runs: number;
  /** Name of the one row to measure, or the beginning of the names of several. */
  readonly only?: string;
  /** File for the figures. */
  readonly json?: string;
  /** The log is kept in a folder, and found there by the next run. */
  readonly keep: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only NAME             one row, or all whose names begin so
  --events N              events in the log (100000)
  --large-events N        events in the log for memory and reading; 0: not measured (1000000)
  --runs N                interleaved runs of every comparison (5); of rebuilds as many as begin within nine minutes
  --json FILE             writes the figures
  --keep                  keeps the log for the next run, in node_modules/.cache
  --list                  names of the rows
`;

/** @throws TypeError on an unknown option or no number. */
export const settingsOf = (words: readonly string[]): BenchSettings & { readonly list: boolean } => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      events: { type: 'string', default: '100000' },
      'large-events': { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const largeEvents = wholeNumber('large-events', values['large-events']);
  return {
    events: wholeNumber('events', values.events),
    ...(largeEvents > 0 && { largeEvents }),
    runs: wholeNumber('runs', values.runs),
    ...(values.only !== undefined && { only: values.only }),
    ...(values.json !== undefined && { json: values.json }),
    keep: values.keep,
    list: values.list,
  };
};

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`--${name} ${text}: not a whole number`);
  return Number(text);
};
