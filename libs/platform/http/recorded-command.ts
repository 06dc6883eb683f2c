import { LEVELS, type Level } from '#access/levels.js';
import { Command } from '#event-sourcing/command.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { Day, Id, Line, OneOf, Part, Whole, Words } from './fields.js';

/** The signed paper on which an entry rests. */
export class BasisPart {
  @Line({ max: 40, example: 'minutes' })
  readonly kind: string;

  @Day()
  readonly date: string;

  @Line({ max: 100, example: '党委会纪要〔2024〕3号', optional: true })
  readonly number?: string;

  @Line({
    max: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    pattern: /^[0-9a-f]{64}$/,
    optional: true,
  })
  readonly scan?: string;
}

/**
 * Base of the commands that come over HTTP. Its own fields say who decided, when, and on what paper; they become the
 * command's context and are absent from the command when it is decided upon.
 */
export abstract class RecordedCommand extends Command {
  /** Today unless said. */
  @Day({ optional: true })
  readonly occurredOn?: string;

  /** Order within the day, as on an agenda. */
  @Whole({ min: 1, max: 10_000, example: 1, optional: true })
  readonly seq?: number;

  /** Who decided, where the office enters it from paper; the signed-in person unless said. */
  @Id({ optional: true })
  readonly actor?: string;

  @Part(() => BasisPart, { optional: true })
  readonly basis?: BasisPart;

  /** 公开, 内部 unless said, 限班子: how widely its words may be shown. */
  @OneOf(LEVELS, { example: 'internal', optional: true })
  readonly level?: Level;

  /** Why it is entered late. */
  @Words({ max: 500, example: '会后补录', optional: true })
  readonly lateReason?: string;
}

/** Names of the fields that belong to the context. */
export const RECORDING_FIELDS = ['occurredOn', 'seq', 'actor', 'basis', 'level', 'lateReason'] as const;

/** The command as it is decided upon: what was said of its recording stands in its context alone. */
export const withContext = <C extends RecordedCommand>(command: C, context: CommandContext): C => {
  for (const name of RECORDING_FIELDS) Reflect.deleteProperty(command, name);
  return Object.assign(command, { context });
};
