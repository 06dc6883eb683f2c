import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { LEVELS, type Level } from '#access/levels.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult, Load } from '#event-sourcing/command.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { FromPath, OneOf, Whole, Words } from '#platform/http/fields.js';
import { asksElsewhere } from '../domain/asked-of-units.js';
import { restingThere } from '../domain/elsewhere.js';
import { setEntryLevel } from '../domain/entry-level.js';
import { entryAt, entryStream } from '../domain/entry-stream.js';
import { EntryCommand } from './entry-command.js';

/** 调整知悉范围: to whom an entry may be shown from now on. */
export class SetEntryLevel extends EntryCommand {
  @FromPath()
  @Whole({ min: 0, max: 1_000_000, example: 3 })
  readonly revision: number;

  /** What sets a level has this level itself. */
  @OneOf(LEVELS, { example: 'committee-only' })
  declare readonly level: Level;

  @Words({ max: 500, example: '涉及尚未公布的人事安排' })
  readonly reason: string;
}

const readAsked = async (entry: RecordedEvent, load: Load): Promise<readonly RecordedEvent[]> => {
  const there = asksElsewhere(entry).map(async (place) =>
    restingThere(place, (await load(entryStream, place.stream)).state),
  );
  return (await Promise.all(there)).flat();
};

@CommandHandler(SetEntryLevel)
export class SetEntryLevelHandler implements ICommandHandler<SetEntryLevel, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly schemas: EventSchemas,
  ) {}

  execute(command: SetEntryLevel): Promise<CommandResult> {
    return this.executor.execute(
      {
        command: SetEntryLevel,
        aggregate: entryStream,
        stream: ({ stream }) => stream,
        reads: async ({ revision }: SetEntryLevel, load, { state }) => {
          const entry = entryAt(state, revision);
          return { asked: await readAsked(entry, load), schemaVersion: this.schemas.current(entry.type) };
        },
        decide: setEntryLevel,
      },
      command,
    );
  }
}
