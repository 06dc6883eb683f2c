import { parseArgs } from 'node:util';

export interface BenchSettings {
  /** Events in the log. */
  readonly events: number;
  /** Events of the log on which peak memory is measured; absent: not measured. */
  readonly memoryEvents?: number;
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
  --events N              events in the log (50000; with 200000 the rebuilds alone take some twenty minutes)
  --memory-events N       events of the log for peak memory; 0: not measured (200000; the target is for 1000000)
  --runs N                interleaved runs of every comparison (5)
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
      events: { type: 'string', default: '50000' },
      'memory-events': { type: 'string', default: '200000' },
      runs: { type: 'string', default: '5' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const memoryEvents = wholeNumber('memory-events', values['memory-events']);
  return {
    events: wholeNumber('events', values.events),
    ...(memoryEvents > 0 && { memoryEvents }),
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
