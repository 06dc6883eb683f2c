import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { machineNoise } from './noise.js';
import { Place } from './place.js';
import type { Outcome, Row } from './row.js';
import { ROWS } from './rows/rows.js';
import { settingsOf, USAGE } from './settings.js';
import type { BenchSettings } from './settings.js';
import { amount, figureOf, linesOf, tableOf } from './table.js';

const measured = async (row: Row, place: Place, settings: BenchSettings): Promise<Outcome> => {
  try {
    return await row.measure(place, settings);
  } catch (error) {
    console.error(error);
    return { why: error instanceof Error ? error.message : String(error) };
  }
};

const noiseLine = async (when: string, place: Place): Promise<void> => {
  const { cpuMs, syncMs } = await machineNoise(place.folder);
  console.log(`machine ${when}: 200 MB hashed in ${amount(cpuMs)} ms, 8 kB on disk in ${amount(syncMs)} ms`);
};

const rowsNamed = (only = ''): readonly Row[] => {
  const named = ROWS.filter(({ name }) => name === only);
  return named.length > 0 ? named : ROWS.filter(({ name }) => name.startsWith(only));
};

const SAME_SIGNAL_MS = 1_000;

const run = async (settings: BenchSettings, rows: readonly Row[]): Promise<void> => {
  const place = await Place.open(settings.keep);
  let stopping = false;
  let heard = -SAME_SIGNAL_MS;
  const onSignal = (): void => {
    // A terminal tells every process of its group, and whoever started this one passes it on.
    if (performance.now() - heard < SAME_SIGNAL_MS) return;
    heard = performance.now();
    if (stopping) void place.close().finally(() => process.exit(1));
    else process.stderr.write('stopping after this row; once more: at once\n');
    stopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  try {
    console.log(`node ${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? 'processor'}`);
    console.log(`${String(settings.events)} events, ${String(settings.runs)} runs by turns`);
    await noiseLine('before', place);
    const outcomes: [Row, Outcome][] = [];
    for (const row of rows) {
      if (stopping) break;
      const began = performance.now();
      const outcome = await measured(row, place, settings);
      outcomes.push([row, outcome]);
      const seconds = Math.round((performance.now() - began) / 1_000);
      console.log(`\n${linesOf(row, outcome).join('\n')}\n  took       ${String(seconds)} s`);
    }
    console.log('');
    await noiseLine('after', place);
    console.log(`\n${tableOf(outcomes)}`);
    const figures = outcomes.map(([row, outcome]) => figureOf(row, outcome));
    if (settings.json !== undefined) await writeFile(settings.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await place.close();
  }
};

try {
  const { list, ...settings } = settingsOf(process.argv.slice(2));
  const rows = rowsNamed(settings.only);
  if (list) console.log(ROWS.map(({ name, what }) => `${name.padEnd(22)} ${what}`).join('\n'));
  else if (rows.length === 0) throw new TypeError(`--only ${settings.only ?? ''}: no such row`);
  else await run(settings, rows);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
