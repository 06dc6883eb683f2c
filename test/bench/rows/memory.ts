import { messageOf, startChild, stopChild } from '../child.js';
import { FIRST_YEAR } from '../log/office-years.js';
import type { Row } from '../row.js';

const DATABASE = 'bench_memory';

const memory = (name: 'rebuild' | 'replay', what: string, words: readonly string[]): Row => ({
  name: `memory-${name}`,
  what: `most memory of ${what} (resident, its whole process)`,
  reference: '',
  unit: 'MB',
  target: { atMost: 400 },
  async measure(place, { memoryEvents }) {
    if (memoryEvents === undefined) return { why: 'left out: --memory-events 0' };
    const log = await place.logDatabase(DATABASE, memoryEvents);
    const child = startChild(name, { arguments: [log.url, ...words] });
    try {
      return {
        ours: [Number(await messageOf(child))],
        note: `${String(log.events)} events; the target is for 1,000,000`,
      };
    } finally {
      await stopChild(child);
      await place.dropDatabase(DATABASE);
    }
  },
});

export const memoryRebuild = memory('rebuild', 'a rebuild of all read models', []);
export const memoryReplay = memory('replay', 'a replay of one year of all branches', [String(FIRST_YEAR)]);
