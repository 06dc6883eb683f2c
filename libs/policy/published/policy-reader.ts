import { Inject, Injectable } from '@nestjs/common';
import type { Aggregate } from '#event-sourcing/decider.js';
import { isAmendment } from '#event-sourcing/amendments/amendment.js';
import type { DomainEvent, StoredEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { evolve, foldStream, loadStream } from '#event-sourcing/loaded-stream.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import type { LocalDate } from '#time/local-date.js';
import type { PolicyValues } from '../events.js';
import { CALENDAR_STREAM, POLICY_STREAM } from '../events.js';
import { policy, policyOn } from './policy.js';
import { workCalendar } from './work-calendar.js';
import { WorkCalendar } from './working-days.js';

export interface PolicyInForce {
  readonly policy: PolicyValues;
  /** Version of the policy; 0 where the defaults hold. */
  readonly version: number;
  /** Changes with every publication: with the day and the version it names what lights were computed from. */
  readonly calendarVersion: number;
  readonly calendar: WorkCalendar;
}

/** Milliseconds for which the log is not asked again; another process's new policy is seen that much later. */
const FRESH_MS = 1_000;

/** The policy and the work calendar, folded from their streams and read on from where it was. */
@Injectable()
export class PolicyReader {
  private readonly adopted: FollowedStream<typeof policy.initial>;
  private readonly published: FollowedStream<typeof workCalendar.initial>;
  private calendar: { readonly revision: number; readonly of: WorkCalendar } | undefined;

  constructor(@Inject(EVENT_STORE) store: EventStore, schemas: EventSchemas) {
    this.adopted = followStream(store, schemas, policy, POLICY_STREAM);
    this.published = followStream(store, schemas, workCalendar, CALENDAR_STREAM);
  }

  /** What holds on a day. @throws StoreUnavailable when the log cannot be read. */
  async read(day: LocalDate): Promise<PolicyInForce> {
    const [adopted, published] = await Promise.all([this.adopted(), this.published()]);
    if (this.calendar?.revision !== published.revision)
      this.calendar = { revision: published.revision, of: new WorkCalendar(published.state.years.values()) };
    const { values, version } = policyOn(adopted.state, day);
    return { policy: values, version, calendarVersion: published.revision + 1, calendar: this.calendar.of };
  }
}

interface Followed<State> {
  readonly revision: number;
  readonly state: State;
}

type FollowedStream<State> = () => Promise<Followed<State>>;

/** Reads only what is new, at most once per `FRESH_MS`; callers at the same time share one reading. */
function followStream<State, E extends DomainEvent>(
  store: EventStore,
  schemas: EventSchemas,
  aggregate: Aggregate<State, E>,
  stream: string,
): FollowedStream<State> {
  let known: Followed<State> = { revision: -1, state: aggregate.initial };
  let readAt = -Infinity;
  let reading: Promise<Followed<State>> | undefined;

  const further = (added: readonly StoredEvent[]): Followed<State> => ({
    revision: known.revision + added.length,
    state: added.reduce((folded, event) => evolve(aggregate, folded, schemas.decode(event)), known.state),
  });

  const readOn = async (): Promise<Followed<State>> => {
    const startedAt = performance.now();
    const slice = await store.readStream(stream, { from: known.revision + 1 });
    const added = slice.status === 'found' ? slice.events : [];
    known = added.some(isAmendment) ? foldStream(aggregate, await loadStream(store, schemas, stream)) : further(added);
    readAt = startedAt;
    return known;
  };

  return () => {
    if (performance.now() - readAt < FRESH_MS) return Promise.resolve(known);
    reading ??= readOn().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
