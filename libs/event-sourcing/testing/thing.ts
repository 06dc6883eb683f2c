import { randomUUID } from 'node:crypto';
import { Command } from '../command.js';
import type { CommandSpec } from '../command.js';
import type { Aggregate, CommandContext } from '../decider.js';
import type { DomainEvent } from '../event.js';

export type ThingCounted = DomainEvent<'ThingCounted', { readonly total: number }>;

/** The smallest aggregate there is: how often it was counted. */
export const thing: Aggregate<number, ThingCounted> = {
  category: 'thing',
  initial: 0,
  evolve: (count) => count + 1,
  tags: (count) => ({ count }),
};

export class CountThing extends Command {
  stream: string;
}

export const countThing: CommandSpec<CountThing, number, ThingCounted, undefined> = {
  command: CountThing,
  aggregate: thing,
  stream: ({ stream }) => stream,
  decide: (_, count) => [{ type: 'ThingCounted', data: { total: count + 1 } }],
};

/** A command to count the thing of a stream, under an id of its own unless one is given. */
export function thingCommand(stream: string, given: Partial<CommandContext> = {}): CountThing {
  const context: CommandContext = {
    commandId: randomUUID(),
    requestHash: 'a'.repeat(64),
    correlationId: randomUUID(),
    actor: 'somebody',
    role: 'clerk',
    recordedBy: 'somebody',
    occurredOn: '2024-01-15',
    today: '2024-01-15',
    now: '2024-01-15T08:00:00.000Z',
    ...given,
  };
  return Object.assign(new CountThing(), { stream, context });
}
