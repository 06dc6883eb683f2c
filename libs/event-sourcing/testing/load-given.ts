import type { Load } from '../command.js';
import type { DomainEvent, Recorded } from '../event.js';
import { recordGiven, type GivenEvent } from './given-event.js';

/** What a decision reads of other streams, from events of which each says its stream. */
export const loadGiven = (...events: readonly GivenEvent[]): Load => {
  const recorded = recordGiven<DomainEvent>(events, { stream: 'none' });
  return <State, E extends DomainEvent>(
    aggregate: { initial: State; evolve: (s: State, e: Recorded<E>) => State },
    stream: string,
  ) => {
    const own = recorded.filter((each) => each.stream === stream);
    // A test gives a stream the events of its aggregate.
    const state = own.reduce(
      (before, each) => aggregate.evolve(before, each as unknown as Recorded<E>),
      aggregate.initial,
    );
    return Promise.resolve({ stream, revision: own.length - 1, state });
  };
};
