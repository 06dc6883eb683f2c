import { decodeStream } from './amendments/amended-stream.js';
import { isAmendment, isInForce } from './amendments/amendment.js';
import type { Loaded } from './command.js';
import type { Aggregate } from './decider.js';
import type { DomainEvent, Recorded, RecordedEvent, StoredEvent } from './event.js';
import type { EventStore } from './event-store.js';
import type { EventSchemas } from './schemas.js';

/** A stream as it was at one moment, its events as amended; one that does not exist has no events. */
export interface LoadedStream {
  readonly stream: string;
  readonly stored: readonly StoredEvent[];
  readonly events: readonly RecordedEvent[];
}

export async function loadStream(store: EventStore, schemas: EventSchemas, stream: string): Promise<LoadedStream> {
  const slice = await store.readStream(stream);
  const stored = slice.status === 'found' ? slice.events : [];
  return { stream, stored, events: decodeStream(schemas, stored) };
}

export const foldStream = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  { stream, events }: LoadedStream,
): Loaded<State> => {
  const state = events.reduce((folded, event) => evolve(aggregate, folded, event), aggregate.initial);
  return { stream, revision: events.length - 1, state };
};

export const evolve = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  state: State,
  event: RecordedEvent,
): State => {
  // A stream of the aggregate's category holds the aggregate's events: but for amendments nothing else writes there.
  const own = event as Recorded<E>;
  if (aggregate.takesAmendments === true || isInForce(event)) return aggregate.evolve(state, own);
  return isAmendment(event) ? state : (aggregate.evolveVoided?.(state, own) ?? state);
};
