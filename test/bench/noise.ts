import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './measure.js';

/** How fast this machine is at the moment, apart from everything that is measured. */
export interface MachineNoise {
  /** Milliseconds for a fixed piece of computing. */
  readonly cpuMs: number;
  /** Milliseconds until 8 kB are on the disk, the median of fifty. */
  readonly syncMs: number;
}

const BLOCK = Buffer.alloc(1_048_576, 7);

export const machineNoise = async (folder: string): Promise<MachineNoise> => {
  const began = performance.now();
  const hash = createHash('sha256');
  for (let round = 0; round < 200; round += 1) hash.update(BLOCK);
  hash.digest();
  const cpuMs = performance.now() - began;
  const path = join(folder, `noise-${String(process.pid)}.tmp`);
  const file = await open(path, 'w');
  const times: number[] = [];
  try {
    for (let write = 0; write < 50; write += 1) {
      const start = performance.now();
      await file.write(BLOCK, 0, 8_192, write * 8_192);
      await file.datasync();
      times.push(performance.now() - start);
    }
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
  return { cpuMs, syncMs: median(times) };
};
