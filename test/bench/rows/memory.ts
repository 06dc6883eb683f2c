import { HEAP_LIMIT } from '#platform/heavy-work/child-processes.js';
import { messageOf, startChild, stopChild } from '../child.js';
import { largeOffice, type LargeOffice } from '../large-office.js';
import { FIRST_YEAR } from '../log/office-years.js';
import type { Row } from '../row.js';

const memory = (name: string, what: string, megabytes: (office: LargeOffice) => Promise<number>): Row => ({
  name: `memory-${name}`,
  what: `most memory of ${what} (resident, its whole process)`,
  reference: '',
  unit: 'MB',
  target: { atMost: 400 },
  async measure(place, { largeEvents }) {
    if (largeEvents === undefined) return { why: 'left out: --large-events 0' };
    const office = await largeOffice(place, largeEvents);
    return {
      ours: [await megabytes(office)],
      note: `${String(office.events)} events; the target is for 1,000,000`,
    };
  },
});

const ofReplay = async ({ url }: LargeOffice): Promise<number> => {
  const child = startChild('replay', { arguments: [url, String(FIRST_YEAR)], flags: [HEAP_LIMIT] });
  try {
    return Number(await messageOf(child));
  } finally {
    await stopChild(child);
  }
};

export const memoryRebuild = memory('rebuild', 'a rebuild of all read models', ({ rebuildMegabytes }) =>
  Promise.resolve(rebuildMegabytes),
);
export const memoryReplay = memory('replay', 'a replay of one year of all branches', ofReplay);
