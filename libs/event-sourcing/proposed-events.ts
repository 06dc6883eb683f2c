import { v5 as uuidFrom } from 'uuid';
import type { Aggregate, CommandContext } from './decider.js';
import type { Basis, DomainEvent, EventMetadata, StreamRevision, Tags } from './event.js';
import { freeText } from './event.js';
import { evolve } from './loaded-stream.js';
import type { Loaded } from './command.js';
import type { ProposedEvent } from './prepare.js';
import type { EventSchemas } from './schemas.js';

/** Gives the events of a decision their ids and metadata, with the tags of the state after each. */
export function proposedEvents<State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  { stream, revision, state: before }: Loaded<State>,
  decided: readonly E[],
  context: CommandContext,
  reads: readonly StreamRevision[],
  schemas: EventSchemas,
): ProposedEvent[] {
  let state = before;
  return decided.map(({ type, data }, index) => {
    const at = revision + 1 + index;
    const id = eventId(context, stream, at);
    // Not chained yet: neither tags nor the hash before are for an evolve to use.
    const untagged: EventMetadata = { ...metadataOf(context, {}, reads), previousHash: '' };
    state = evolve(aggregate, state, { stream, revision: at, id, type, data, metadata: untagged });
    const metadata = metadataOf(context, aggregate.tags(state), reads);
    return { id, type, schemaVersion: schemas.current(type), data, metadata };
  });
}

/**
 * The same only for the same command, recorded at the same instant at the same place: of two requests that come in
 * together under one key, the second meets a conflict and finds the result of the first.
 */
function eventId({ commandId, requestHash, now }: CommandContext, stream: string, revision: number): string {
  return uuidFrom(JSON.stringify([requestHash, now, stream, revision]), commandId);
}

function metadataOf(
  context: CommandContext,
  tags: Tags,
  reads: readonly StreamRevision[],
): Omit<EventMetadata, 'previousHash'> {
  const { seq, basis, level, lateReason } = context;
  return {
    recordedAt: context.now,
    occurredOn: context.occurredOn,
    ...(seq === undefined ? {} : { seq }),
    actor: context.actor,
    role: context.role,
    recordedBy: context.recordedBy,
    ...(basis === undefined ? {} : { basis: plainBasis(basis) }),
    ...(level === undefined ? {} : { level }),
    ...(lateReason === undefined ? {} : { lateReason: freeText(lateReason.text) }),
    tags,
    ...(reads.length === 0 ? {} : { reads }),
    commandId: context.commandId,
    requestHash: context.requestHash,
    $correlationId: context.correlationId,
    $causationId: context.commandId,
  };
}

/** A request's parts are instances of their classes; the log takes plain objects. */
const plainBasis = ({ kind, date, number, scan }: Basis): Basis => ({
  kind,
  date,
  ...(number === undefined ? {} : { number }),
  ...(scan === undefined ? {} : { scan }),
});
