import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** Percent that the heap may grow beyond what is alive before garbage is looked for; 0: as V8 thinks best. */
const GROWING = '--heap-growing-percent=';

const collectGarbage = async (): Promise<void> => {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
};

/**
 * Runs long work with a small heap. Left alone, V8 lets a heap of 60 MB grow to 180 and more before it looks for garbage;
 * for requests that is right, as looking takes time of theirs.
 */
export const sparingMemory = async <T>(work: () => Promise<T>): Promise<T> => {
  setFlagsFromString(`${GROWING}25`);
  try {
    // The limit that holds is that of the last collection.
    await collectGarbage();
    return await work();
  } finally {
    setFlagsFromString(`${GROWING}0`);
  }
};
