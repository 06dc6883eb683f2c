import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** Percent that the heap may grow beyond what is alive before garbage is looked for in all of it. */
const GROWING = { roomy: 100, sparing: 25 } as const;

const setGrowing = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${String(percent)}`);

/**
 * Of a process that answers requests: each look for garbage in all of the heap makes those that come meanwhile wait for
 * 30 to 60 ms, and left alone V8 looks every few seconds where little is alive.
 */
export const letHeapGrow = (): void => {
  setGrowing(GROWING.roomy);
};

const collectGarbage = async (): Promise<void> => {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
};

/** Runs long work of such a process with a small heap. */
export const sparingMemory = async <T>(work: () => Promise<T>): Promise<T> => {
  setGrowing(GROWING.sparing);
  try {
    // The limit that holds is that of the last collection.
    await collectGarbage();
    return await work();
  } finally {
    letHeapGrow();
  }
};
