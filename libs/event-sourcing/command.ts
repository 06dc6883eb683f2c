import type { Aggregate, CommandContext, Decide } from './decider.js';
import type { DomainEvent, Position, RecordedEvent } from './event.js';

/**
 * Base of every command class. The class is also the validated request: its decorated fields are the body and the
 * path; the context is put in by the program, never by the request.
 */
export abstract class Command {
  readonly context: CommandContext;
}

/** A stream folded, and how far. `revision` −1: it does not exist. */
export interface Loaded<State> {
  readonly stream: string;
  readonly revision: number;
  readonly state: State;
}

/** Folds another stream for a decision; what was read is named in the metadata of the events that follow from it. */
export type Load = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<Loaded<State>>;

/** Everything that ties a command to its decision. */
export interface CommandSpec<C extends Command, State, E extends DomainEvent, Read> {
  readonly command: new () => C;
  readonly aggregate: Aggregate<State, E>;
  readonly stream: (command: C) => string;
  /** What else the decision rests on, read from streams only, never from a read model. */
  readonly reads?: (command: C, load: Load, own: Loaded<State>) => Promise<Read>;
  readonly decide: Decide<C, State, E, Read>;
}

/** The recorded result of a command; the same again when it is repeated under its key. */
export interface CommandResult {
  readonly stream: string;
  /** Number of events in the stream after it, which is its ETag. */
  readonly length: number;
  readonly position: Position;
  /** The events of this command. */
  readonly events: readonly RecordedEvent[];
}
