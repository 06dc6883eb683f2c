import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WorkOrder, WorkResult } from './heavy-work.js';
import { isWorkMessage } from './messages.js';
import type { WorkReply } from './messages.js';

export type Worker = (settings: object, order: WorkOrder) => Promise<WorkResult>;

/** The part of the process that works: does the one thing that it is told, answers, and ends. */
export const serveWork = (worker: Worker): void => {
  // Whoever asked is gone.
  process.once('disconnect', () => process.exit(1));
  process.once('message', (message) => {
    void answer(worker, message).then((exitCode) => process.exit(exitCode));
  });
};

const answer = async (worker: Worker, message: unknown): Promise<number> => {
  try {
    if (!isWorkMessage(message)) throw new Error('what is to be done was not understood');
    const { outcome, body } = await worker(message.settings, message.order);
    await tell({ kind: 'done', outcome, length: body?.length ?? 0 });
    if (body !== undefined) await pipeline(Readable.from(body.pieces()), process.stdout);
    return 0;
  } catch (error) {
    await tell({ kind: 'failed', error: String(error instanceof Error ? error.stack : error) });
    return 1;
  }
};

const tell = (reply: WorkReply): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(reply, undefined, undefined, () => resolve());
  });
