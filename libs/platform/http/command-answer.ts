import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import type { CommandResult } from '#event-sourcing/command.js';
import { replyOf } from './request.js';

/** Tells what a command recorded, and where in the log it stands. */
@Injectable()
export class CommandAnswer implements NestInterceptor<CommandResult> {
  intercept(context: ExecutionContext, next: CallHandler<CommandResult>): Observable<object> {
    const reply = replyOf(context);
    return next.handle().pipe(
      map(({ stream, length, position, events }) => {
        void reply.header('ETag', `"${String(length)}"`).header('Log-Position', position);
        return {
          stream,
          length,
          position,
          events: events.map(({ id, type, revision, data, metadata }) => ({
            id,
            type,
            revision,
            occurredOn: metadata.occurredOn,
            data,
          })),
        };
      }),
    );
  }
}
