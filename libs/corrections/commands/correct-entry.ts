import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult } from '#event-sourcing/command.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { FromPath, Line, OneOf, Whole, Words } from '#platform/http/fields.js';
import { correctEntry } from '../domain/correction.js';
import { entryAt, entryStream } from '../domain/entry-stream.js';
import { CORRECTION_KINDS, type CorrectionKind } from '../events.js';
import { EntryCommand } from './entry-command.js';
import { readReviews } from './reads.js';

/** 更正: another text, line or day in one field of an entry; what stood there before stays in the log. */
export class CorrectEntry extends EntryCommand {
  @FromPath()
  @Whole({ min: 0, max: 1_000_000, example: 3 })
  readonly revision: number;

  /** RFC 6901 pointer into the data of the entry. */
  @Line({ max: 200, example: '/measures/0/words' })
  readonly field: string;

  /** What it should read, within the limits that the field had at first; `YYYY-MM-DD` where it is a day. */
  @Words({ max: 30_000, example: '每月核对一次党费收缴台账，由组织委员签字。' })
  readonly text: string;

  /** 勘误 a slip, 实质更正 a change of substance, which readers are shown. */
  @OneOf(CORRECTION_KINDS, { example: 'slip' })
  readonly kind: CorrectionKind;

  @Words({ max: 500, example: '录入时漏字' })
  readonly reason: string;
}

@CommandHandler(CorrectEntry)
export class CorrectEntryHandler implements ICommandHandler<CorrectEntry, CommandResult> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly schemas: EventSchemas,
  ) {}

  execute(command: CorrectEntry): Promise<CommandResult> {
    return this.executor.execute(
      {
        command: CorrectEntry,
        aggregate: entryStream,
        stream: ({ stream }) => stream,
        reads: async ({ revision }: CorrectEntry, load, { state }) => {
          const entry = entryAt(state, revision);
          const reviews = await readReviews(entry, load);
          return { reviews, schemaVersion: this.schemas.current(entry.type) };
        },
        decide: correctEntry,
      },
      command,
    );
  }
}
