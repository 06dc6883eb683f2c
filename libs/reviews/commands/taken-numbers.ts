import type { Load } from '#event-sourcing/command.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import type { DomainEvent } from '#event-sourcing/event.js';
import { goalStream } from '#goals/events.js';
import { problemStream } from '#problems/events.js';
import { itemId } from '#text/item-number.js';
import type { ReportKey } from '../domain/guards.js';

/** Of a stream, only whether it is there. */
const existence: Aggregate<null, DomainEvent> = {
  category: 'any',
  initial: null,
  evolve: () => null,
  tags: () => ({}),
};

const STREAMS = { review: problemStream, goal: goalStream } as const;

/**
 * Numbers after the last one given that the old ledger has taken: an item that nothing was said of here, and that has a
 * stream. Looks on until `count` are free.
 */
export const takenNumbers = async (
  sort: keyof typeof STREAMS,
  { year, branch }: ReportKey,
  { last, count }: { readonly last: number; readonly count: number },
  load: Load,
): Promise<ReadonlySet<number>> => {
  const taken = new Set<number>();
  for (let n = last + 1; n <= last + count + taken.size; n += 1) {
    const { revision } = await load(existence, STREAMS[sort](itemId({ sort, year, branch, n })));
    if (revision >= 0) taken.add(n);
  }
  return taken;
};
