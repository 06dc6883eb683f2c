import { isInForce } from './amendments/amendment.js';
import type { Command, CommandResult, CommandSpec, Load } from './command.js';
import { IdempotencyKeyReused, IfMatchFailed } from './command-errors.js';
import { retryOnConflict } from './conflict-retry.js';
import type { CommandContext } from './decider.js';
import type { DomainEvent } from './event.js';
import type { EventStore } from './event-store.js';
import { foldStream, loadStream } from './loaded-stream.js';
import type { LoadedStream } from './loaded-stream.js';
import { appendPersistently } from './persistent-append.js';
import { prepareAppend } from './prepare.js';
import { proposedEvents } from './proposed-events.js';
import type { EventSchemas } from './schemas.js';
import { Turns } from './turns.js';

export interface ExecutorLimits {
  /** How long a command is decided again when others were first. */
  readonly conflictMs: number;
  /** How long an append is sent again whose outcome is unknown. */
  readonly outcomeMs: number;
}

/** Runs commands: load, look for the command itself, fold, decide, append exactly there. */
export class CommandExecutor {
  /** Commands of this process on one stream would only decide in vain at the same time. */
  private readonly turns = new Turns();

  constructor(
    private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly limits: ExecutorLimits = { conflictMs: 5_000, outcomeMs: 15_000 },
  ) {}

  /**
   * A command that was recorded before gives its recorded result; a refusal is not remembered. No new events: the
   * result has none, and the position of the stream's last event, or of the log's where there is no stream.
   *
   * @throws DomainError — refused; nothing was written.
   * @throws IdempotencyKeyReused — recorded before for another request.
   * @throws `context.objection` — nothing was written.
   * @throws IfMatchFailed — `context.ifMatch` is not the number of events in the stream.
   * @throws UnknownOutcome — perhaps written: repeat the command under the same commandId.
   * @throws StoreUnavailable — nothing was written.
   * @throws WrongExpectedRevision — others were first, again and again; nothing was written.
   */
  execute<C extends Command, State, E extends DomainEvent, Read>(
    spec: CommandSpec<C, State, E, Read>,
    command: C,
  ): Promise<CommandResult> {
    return this.turns.take(spec.stream(command), () =>
      retryOnConflict(this.limits.conflictMs, () => this.attempt(spec, command)),
    );
  }

  private async attempt<C extends Command, State, E extends DomainEvent, Read>(
    spec: CommandSpec<C, State, E, Read>,
    command: C,
  ): Promise<CommandResult> {
    const { context } = command;
    const own = await loadStream(this.store, this.schemas, spec.stream(command));
    const recorded = recordedResult(own, context);
    if (recorded !== undefined) return recorded;
    if (context.objection !== undefined) throw context.objection;
    assertIfMatch(own, context);

    const loaded = foldStream(spec.aggregate, own);
    // In the order in which they are asked for, not in which they come.
    const others = new Map<string, Promise<LoadedStream>>();
    const load: Load = async (aggregate, stream) => {
      const other = others.get(stream) ?? loadStream(this.store, this.schemas, stream);
      others.set(stream, other);
      return foldStream(aggregate, await other);
    };
    // Without `reads`, `Read` is undefined: `handles` sees to it.
    const read = (await spec.reads?.(command, load, loaded)) as Read;
    const decided = spec.decide(command, loaded.state, context, read);
    if (decided.length === 0) return this.unchanged(own);

    others.delete(own.stream);
    const reads = (await Promise.all(others.values())).map(({ stream, events }) => ({
      stream,
      revision: events.length - 1,
    }));
    const events = proposedEvents(spec.aggregate, loaded, decided, context, reads, this.schemas);
    const { logId } = this.store;
    const append = prepareAppend({ logId, stream: own.stream, after: tailOf(own), events });
    const { revision, position } = await appendPersistently(this.store, append, this.limits.outcomeMs);
    const added = append.events.map((event) => this.schemas.decode(event));
    return { stream: own.stream, length: revision + 1, position, events: added };
  }

  private async unchanged({ stream, stored }: LoadedStream): Promise<CommandResult> {
    const position = stored.at(-1)?.position ?? (await this.store.head());
    return { stream, length: stored.length, position, events: [] };
  }
}

function recordedResult(
  { stream, stored, events: all }: LoadedStream,
  { commandId, requestHash }: CommandContext,
): CommandResult | undefined {
  const events = all.filter(({ metadata }) => metadata.commandId === commandId);
  const last = events.at(-1);
  const position = last && stored[last.revision]?.position;
  if (last === undefined || position === undefined) return undefined;
  if (last.metadata.requestHash !== requestHash) throw new IdempotencyKeyReused(commandId);
  return { stream, length: last.revision + 1, position, events };
}

/** A reader's count ends with the last event in force: what was corrected or voided has no place of its own in rows. */
function assertIfMatch({ stream, events }: LoadedStream, { ifMatch }: CommandContext): void {
  const seen = [events.length, events.findLastIndex(isInForce) + 1];
  if (ifMatch !== undefined && !seen.includes(ifMatch)) throw new IfMatchFailed(stream, ifMatch, events.length);
}

function tailOf({ stored }: LoadedStream): { revision: number; hash: string } | undefined {
  const last = stored.at(-1);
  return last && { revision: last.revision, hash: last.hash };
}
