import type { OnModuleDestroy } from '@nestjs/common';
import type { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import type { HeavyWork as EngineWork } from '#event-sourcing/projection/settings.js';
import type { ChildProcesses } from '#platform/heavy-work/child-processes.js';
import type { WorkResult } from '#platform/heavy-work/heavy-work.js';

/** The name of this work. */
export const REBUILD = 'rebuild';

export interface RebuildRequest {
  readonly models: readonly string[];
}

export const isRebuildRequest = (request: object): request is RebuildRequest =>
  'models' in request && Array.isArray(request.models) && request.models.every((model) => typeof model === 'string');

/** The part of it that folds. What became of each model stands in its checkpoint. */
export const rebuildWork = async (
  engine: Pick<ProjectionEngine, 'rebuildEach'>,
  { models }: RebuildRequest,
): Promise<WorkResult> => {
  await engine.rebuildEach(models);
  return { outcome: {} };
};

/** Read models are folded in a process beside this one, however long it takes, and ended with this one. */
export class RebuildsElsewhere implements EngineWork, OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(private readonly processes: ChildProcesses) {}

  async rebuild(models: readonly string[]): Promise<void> {
    const { body } = await this.processes.run({ work: REBUILD, request: { models } }, this.stopping.signal);
    body.resume();
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }
}
