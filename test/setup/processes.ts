import { readdir, readFile } from 'node:fs/promises';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

/** As Linux tells it; undefined when it is gone. */
const look = async (pid: number): Promise<Running | undefined> => {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    return { pid, parent: Number(parent), state };
  } catch {
    return undefined;
  }
};

/** A process that has ended but was not yet waited for does not run. */
export const isRunning = async (pid: number): Promise<boolean> => {
  const found = await look(pid);
  return found !== undefined && found.state !== 'Z';
};

/** Milliseconds for which a process had work to do and no processor to do it, as far as the system tells. */
export const waitedForProcessor = async (pid: number): Promise<number> => {
  const told = await readFile(`/proc/${String(pid)}/schedstat`, 'utf8').catch(() => '');
  return Number(told.split(' ')[1] ?? 0) / 1e6;
};

/** The process itself, its children, theirs, and so on. */
export const descendantsOf = async (pid: number): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(look))).filter((found) => found !== undefined);
  const below = (parent: number): number[] => [
    parent,
    ...all.filter((each) => each.parent === parent).flatMap((each) => below(each.pid)),
  ];
  return below(pid);
};
