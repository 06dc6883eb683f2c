import type { Basis, DomainEvent, FreeText, Recorded, Tags } from './event.js';

/**
 * One kind of stream and how its events fold into what decisions need. Pure: no clock, no I/O, no randomness.
 * `evolve` never refuses; what is in the log happened.
 */
export interface Aggregate<State, E extends DomainEvent> {
  /** Category of its streams: `<category>-<id>`, or the whole name where there is only one stream. */
  readonly category: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Recorded<E>) => State;
  /** Keys for every event of the stream, taken from the state after it. */
  readonly tags: (state: State) => Tags;
  /** What a voided event still does: a number that was given once is not given again. Nothing when absent. */
  readonly evolveVoided?: (state: State, event: Recorded<E>) => State;
  /** It is handed every event: also amendments, and what was voided. All others see neither. */
  readonly takesAmendments?: true;
}

/** Who, when and on what paper: everything of a command that is not its data. */
export interface CommandContext {
  readonly commandId: string;
  readonly requestHash: string;
  readonly correlationId: string;
  /** Person who decided. */
  readonly actor: string;
  /** Role used, and the unit for which the actor holds it (absent: the whole organisation). */
  readonly role: string;
  readonly unit?: string;
  /** Unit to which the actor belongs; used for recusal only. */
  readonly affiliation?: string;
  /** Person who typed. */
  readonly recordedBy: string;
  readonly basis?: Basis;
  /** How widely what follows may be shown; absent: as is usual. */
  readonly level?: string;
  readonly lateReason?: FreeText;
  readonly occurredOn: string;
  readonly seq?: number;
  /** Day of recording in the business time zone. */
  readonly today: string;
  /** ISO 8601 instant of recording. */
  readonly now: string;
  /** Number of events that the caller saw in the stream (from its ETag); the command fails when there are others. */
  readonly ifMatch?: number;
  /** Why it must not be recorded now; thrown unless it was recorded before, which then is the answer. */
  readonly objection?: Error;
}

/** A decision: refuses with a `DomainError`, or states what is now true. An empty array: nothing to add. */
export type Decide<Command, State, E extends DomainEvent, Read = undefined> = (
  command: Command,
  state: State,
  context: CommandContext,
  read: Read,
) => readonly E[];

/**
 * A rule of the domain said no. `code` is stable and is what clients and translations go by; `params` fill the
 * message; `path` names the field at fault as in the request body. Nothing was written.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly path?: string,
    readonly kind: 'conflict' | 'invalid' | 'forbidden' | 'not-found' = 'conflict',
  ) {
    super(code);
  }
}

/** For the `default` of a switch over a union: a member without a case does not compile. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
