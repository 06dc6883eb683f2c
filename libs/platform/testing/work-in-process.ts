import { Readable } from 'node:stream';
import { HeavyWork } from '../heavy-work/heavy-work.js';
import type { WorkAnswer, WorkOrder, WorkResult } from '../heavy-work/heavy-work.js';

/** Does the work where it is asked for, in tests that are not about processes. */
export class WorkInProcess extends HeavyWork {
  constructor(private readonly worker: (order: WorkOrder) => Promise<WorkResult>) {
    super();
  }

  async run(order: WorkOrder): Promise<WorkAnswer> {
    const { outcome, body } = await this.worker(order);
    return { outcome, length: body?.length ?? 0, body: Readable.from(body?.pieces() ?? []) };
  }
}
