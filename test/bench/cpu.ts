import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100;

/** Seconds of processor that this process and the PostgreSQL of a data folder have taken; on Linux. */
export const cpuSeconds = async (dataFolder: string): Promise<number> => {
  const { user, system } = process.cpuUsage();
  const pidFile = await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = pidFile.split('\n')[0] ?? '';
  let ticks = 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // What stands before the last bracket is the name. Then: state, parent, …, user, system, those of children that ended.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const taken = rest.slice(9, 13).map(Number);
    if (pid === postmaster) ticks += taken.reduce((sum, each) => sum + each, 0);
    else if (parent === postmaster) ticks += (taken[0] ?? 0) + (taken[1] ?? 0);
  }
  return (user + system) / 1e6 + ticks / TICKS_PER_SECOND;
};
