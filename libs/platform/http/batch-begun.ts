import type { ActName } from '#access/acts.js';
import { Command } from '#event-sourcing/command.js';
import type { CommandSpec } from '#event-sourcing/command.js';
import type { Aggregate, CommandContext } from '#event-sourcing/decider.js';
import type { EventsOf } from '#event-sourcing/event.js';

/**
 * Says in the log that a request of several commands began: what its key was used for. It is no fact of the office's
 * and stands in nobody's history.
 */
export type BatchEvents = { BatchBegun: BatchBegun };
type BatchEvent = EventsOf<BatchEvents>;

interface BatchBegun {
  readonly act: ActName;
  /** Commands that the request states. */
  readonly parts: number;
}

export const batchStream = (commandId: string): string => `batch-${commandId}`;

const batch: Aggregate<'begun' | undefined, BatchEvent> = {
  category: 'batch',
  initial: undefined,
  evolve: () => 'begun',
  tags: () => ({}),
};

class BeginBatch extends Command implements BatchBegun {
  readonly act: ActName;
  readonly parts: number;
}

/** Found under its key with another hash, it is another request; the executor refuses that. */
export const beginning: CommandSpec<BeginBatch, 'begun' | undefined, BatchEvent, undefined> = {
  command: BeginBatch,
  aggregate: batch,
  stream: ({ context }) => batchStream(context.commandId),
  decide: ({ act, parts }, state) => (state === undefined ? [{ type: 'BatchBegun', data: { act, parts } }] : []),
};

export const beginBatch = (begun: BatchBegun, context: CommandContext): BeginBatch =>
  Object.assign(new BeginBatch(), begun, { context });
