import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, switchMap, tap } from 'rxjs';
import type { Observable } from 'rxjs';
import { ReadModels } from './read-models.js';
import { READS } from './reads-metadata.js';
import { replyOf, requestOf } from './request.js';

const WAIT_MS = 5_000;

/** Holds a read back until its read models have what the caller has seen, and says how far they were. */
@Injectable()
export class ReadAfter implements NestInterceptor {
  constructor(private readonly readModels: ReadModels) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const models: readonly string[] = Reflect.getMetadata(READS, context.getHandler()) ?? [];
    return from(this.readModels.waitFor(models, afterOf(requestOf(context).query), WAIT_MS)).pipe(
      tap((position) => position !== undefined && void replyOf(context).header('Read-Position', position)),
      switchMap(() => next.handle()),
    );
  }
}

/** Interceptors run before the query is validated; what is no single text is left to the validation. */
function afterOf(query: unknown): string | undefined {
  const after: unknown = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined;
  return typeof after === 'string' && after !== '' ? after : undefined;
}
