import { expect } from '@jest/globals';
import { DomainError, type Aggregate, type CommandContext, type Decide } from '../decider.js';
import type { DomainEvent, Recorded } from '../event.js';
import { deepFreeze, event, recordGiven, type Given } from './given-event.js';

export { event };

/** A context with plain defaults: one person decides and types, on the day it happens, 2024-01-20. */
export const context = (some: Partial<CommandContext> = {}): CommandContext => {
  const actor = some.actor ?? 'somebody';
  const occurredOn = some.occurredOn ?? '2024-01-20';
  const today = some.today ?? occurredOn;
  return deepFreeze({
    commandId: '00000000-0000-4000-8000-000000000001',
    requestHash: '0'.repeat(64),
    correlationId: '00000000-0000-4000-8000-000000000002',
    actor,
    role: 'some-role',
    recordedBy: actor,
    occurredOn,
    today,
    now: `${today}T08:00:00.000Z`,
    ...some,
  });
};

/** Needs to be given only where the decision reads something. */
type ReadArgument<Read> = undefined extends Read ? [read?: Read] : [read: Read];

/**
 * Given what happened in a stream, when a decision is taken, then these facts follow, or it is refused:
 * `specify(door).given(event('Opened', {})).when(close, {}, context()).thenFollows([{ type: 'Closed', data: {} }])`.
 * An event type that the aggregate does not know does not compile.
 */
export const specify = <State, E extends DomainEvent>(aggregate: Aggregate<State, E>) => ({
  given: (...events: readonly Given<E>[]): GivenStream<State, E> => new GivenStream(aggregate, events),
});

export class GivenStream<State, E extends DomainEvent> {
  constructor(
    private readonly aggregate: Aggregate<State, E>,
    private readonly events: readonly Given<E>[],
  ) {}

  /** The stream folded. */
  get state(): State {
    return this.fold(this.events);
  }

  /** `data` is what the request said; `read` what the decision reads elsewhere. */
  when<Data, Read = undefined>(
    decide: Decide<Data, State, E, Read>,
    data: Data,
    commandContext: CommandContext = context(),
    ...read: ReadArgument<Read>
  ): Outcome<State, E> {
    const state = deepFreeze(this.state);
    try {
      // A decision that reads nothing is handed `undefined`, which is what `Read` then is.
      const decided = decide(data, state, commandContext, read[0] as Read);
      return new Outcome(decided, undefined, () => this.fold([...this.events, ...decided.map(asGiven)]));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return new Outcome<State, E>(undefined, error, () => state);
    }
  }

  private fold(events: readonly Given<E>[]): State {
    const { category, initial, evolve, tags } = this.aggregate;
    const state = recordGiven<E>(events, { stream: `${category}-test` }).reduce<State>(
      // Each recorded event is the recorded form of one member of the union.
      (folded, recorded) => evolve(folded, recorded as Recorded<E>),
      deepFreeze(initial),
    );
    tags(state);
    return state;
  }
}

export class Outcome<State, E extends DomainEvent> {
  constructor(
    private readonly decided: readonly E[] | undefined,
    private readonly refusal: DomainError | undefined,
    private readonly fold: () => State,
  ) {}

  /** Exactly these facts, in this order; they are plain JSON, and the stream still folds with them. */
  thenFollows(expected: readonly E[]): void {
    expect(this.decided ?? this.refused()).toEqual(expected);
    expect(JSON.parse(JSON.stringify(this.decided))).toEqual(this.decided);
    this.fold();
  }

  /** Nothing to add. */
  thenNothing(): void {
    expect(this.decided ?? this.refused()).toEqual([]);
  }

  /** Refused for this reason, and with these parameters and this place in the request if told. */
  thenRefused(
    code: string,
    params?: Readonly<Record<string, string | number>>,
    more: { readonly path?: string; readonly kind?: DomainError['kind'] } = {},
  ): void {
    const expected = { refused: code, ...(params === undefined ? {} : { params }), ...more };
    expect(this.decided ?? this.refused()).toMatchObject(expected);
  }

  /** The stream folded with the facts that follow. */
  get state(): State {
    if (this.refusal !== undefined) throw this.refusal;
    return this.fold();
  }

  private refused(): object {
    const { code, params, path, kind } = this.refusal ?? {};
    return { refused: code, params, path, kind };
  }
}

const asGiven = <E extends DomainEvent>(decided: E): Given<E> =>
  // The spread of a member of a union is that member again, which the type system cannot follow.
  ({ ...decided, circumstances: {} }) as unknown as Given<E>;
