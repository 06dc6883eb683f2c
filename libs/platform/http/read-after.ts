import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, switchMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Position } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { BuildingReadModel } from '#event-sourcing/projection/building.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { READS } from './reads-metadata.js';
import { replyOf, requestOf } from './request.js';
import { RequestProblem } from './request-problem.js';

const WAIT_MS = 5_000;
const LONGEST_RETRY_S = 60;

/** Holds a read back until its read models have what the caller has seen, and says how far they were. */
@Injectable()
export class ReadAfter implements NestInterceptor {
  constructor(
    private readonly progress: ReadModelProgress,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const models: readonly string[] = Reflect.getMetadata(READS, context.getHandler()) ?? [];
    const building = this.progress.building(models);
    if (building !== undefined) throw readModelBuilding(building);
    const after = afterOf(requestOf(context).query);
    const ready = after === undefined ? Promise.resolve() : this.wait(models, after);
    return from(ready).pipe(
      switchMap(() => {
        // Asked before the rows are read: they may be newer than it says, never older.
        const position = this.lowest(models);
        if (position !== undefined) void replyOf(context).header('Read-Position', position);
        return next.handle();
      }),
    );
  }

  private async wait(models: readonly string[], after: string): Promise<void> {
    const reached = await this.progress.waitFor(models, this.store.parsePosition(after), WAIT_MS);
    if (!reached) throw new RequestProblem(503, 'read-model-behind', {}, [], { 'Retry-After': '2' });
  }

  /** How far the last of these read models is; undefined while one has not begun. */
  private lowest(models: readonly string[]): Position | undefined {
    const positions = this.progress.positions();
    const reached = models.flatMap((model) => positions.get(model) ?? []);
    if (reached.length < models.length) return undefined;
    return reached.toSorted((a, b) => this.store.comparePositions(a, b))[0];
  }
}

/** Old programs still serve theirs, and other routes of this one work. */
function readModelBuilding(building: BuildingReadModel): RequestProblem {
  const { model, ordinal, total, ratePerSecond, secondsLeft } = building;
  const wait = Math.min(Math.max(secondsLeft ?? 2, 1), LONGEST_RETRY_S);
  const readModel = { model, ordinal, total, ratePerSecond, secondsLeft };
  const headers = { 'Retry-After': String(wait) };
  return new RequestProblem(503, 'read-model-building', { events: ordinal }, [], headers, { readModel });
}

/** Interceptors run before the query is validated; what is no single text is left to the validation. */
function afterOf(query: unknown): string | undefined {
  const after: unknown = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined;
  return typeof after === 'string' && after !== '' ? after : undefined;
}
