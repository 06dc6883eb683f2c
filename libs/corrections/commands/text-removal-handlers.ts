import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { WHOLE_ENTRY } from '#event-sourcing/amendments/text-fields.js';
import { textsOfField } from '#event-sourcing/amendments/texts-of-field.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, Load, Loaded } from '#event-sourcing/command.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { entryStream, eventIn, type EntryStream } from '../domain/entry-stream.js';
import {
  confirmTextRemoval,
  refuseTextRemoval,
  requestTextRemoval,
  type FieldOfEntry,
  type RemovalRead,
} from '../domain/text-removal.js';
import { readReviews } from './reads.js';
import { ConfirmTextRemoval, RefuseTextRemoval, RequestTextRemoval } from './text-removal.js';

/** What a removal rests on. Digests are not in what streams fold to: the stream is read once more for them. */
@Injectable()
export class RemovalReads {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
  ) {}

  readonly of = async (
    { stream, revision, field = WHOLE_ENTRY }: FieldOfEntry,
    load: Load,
    { state }: Loaded<EntryStream>,
  ): Promise<RemovalRead> => {
    const entry = eventIn(state, revision);
    const slice = await this.store.readStream(stream);
    // What came in between makes the append fail, and the command is decided again.
    const stored = slice.status === 'found' ? slice.events : [];
    return {
      reviews: await readReviews(entry, load),
      schemaVersion: this.schemas.current(entry.type),
      texts: textsOfField(this.schemas, stored, revision, field),
    };
  };
}

const stream = (command: FieldOfEntry): string => command.stream;

@CommandHandler(RequestTextRemoval)
export class RequestTextRemovalHandler implements ICommandHandler<RequestTextRemoval, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly reads: RemovalReads,
  ) {}

  execute(command: RequestTextRemoval): Promise<CommandResult> {
    const { of: reads } = this.reads;
    const spec = { command: RequestTextRemoval, aggregate: entryStream, stream, reads, decide: requestTextRemoval };
    return this.executor.execute(spec, command);
  }
}

@CommandHandler(ConfirmTextRemoval)
export class ConfirmTextRemovalHandler implements ICommandHandler<ConfirmTextRemoval, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly reads: RemovalReads,
  ) {}

  execute(command: ConfirmTextRemoval): Promise<CommandResult> {
    const { of: reads } = this.reads;
    const spec = { command: ConfirmTextRemoval, aggregate: entryStream, stream, reads, decide: confirmTextRemoval };
    return this.executor.execute(spec, command);
  }
}

@CommandHandler(RefuseTextRemoval)
export class RefuseTextRemovalHandler implements ICommandHandler<RefuseTextRemoval, CommandResult> {
  constructor(private readonly executor: CommandExecutor) {}

  execute(command: RefuseTextRemoval): Promise<CommandResult> {
    const spec = { command: RefuseTextRemoval, aggregate: entryStream, stream, decide: refuseTextRemoval };
    return this.executor.execute(spec, command);
  }
}
