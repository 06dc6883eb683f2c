import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, Load } from '#event-sourcing/command.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { Wholes, Words } from '#platform/http/fields.js';
import { elsewhere, restingThere } from '../domain/elsewhere.js';
import { entryAt, entryStream } from '../domain/entry-stream.js';
import { voidEntries, type VoidedRead } from '../domain/voiding.js';
import { EntryCommand } from './entry-command.js';
import { readReviews } from './reads.js';

/** 作废: entries of one stream that should never have been made, with all that is built upon them there. */
export class VoidEntries extends EntryCommand {
  @Wholes({ min: 0, max: 1_000_000, maxItems: 100, example: [3, 4] })
  readonly revisions: number[];

  @Words({ max: 500, example: '录入到另一支部' })
  readonly reason: string;
}

const readOf = async (entry: RecordedEvent, load: Load): Promise<VoidedRead> => {
  const reviews = await readReviews(entry, load);
  const there = elsewhere(entry).map(async (place) =>
    restingThere(place, (await load(entryStream, place.stream)).state),
  );
  return { reviews, resting: (await Promise.all(there)).flat() };
};

@CommandHandler(VoidEntries)
export class VoidEntriesHandler implements ICommandHandler<VoidEntries, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly schemas: EventSchemas,
  ) {}

  execute(command: VoidEntries): Promise<CommandResult> {
    return this.executor.execute(
      {
        command: VoidEntries,
        aggregate: entryStream,
        stream: ({ stream }) => stream,
        reads: async ({ revisions }: VoidEntries, load, { state }) => {
          const read = revisions.map(
            async (revision) => [revision, await readOf(entryAt(state, revision), load)] as const,
          );
          return {
            entries: new Map(await Promise.all(read)),
            schemaVersionOf: (type: string) => this.schemas.current(type),
          };
        },
        decide: voidEntries,
      },
      command,
    );
  }
}
