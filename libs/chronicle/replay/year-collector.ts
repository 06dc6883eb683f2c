import type { Recorded, RecordedEvent, StoredEvent } from '#event-sourcing/event.js';
import { applyEvent, type Rows } from '#event-sourcing/projection/fold.js';
import type { EventSchemas } from '#event-sourcing/schemas.js';
import { POLICY_STREAM, type PolicyEvent } from '#policy/events.js';
import { policy, policyOn } from '#policy/published/policy.js';
import type { ReviewEvent } from '#reviews/events.js';
import { reviewStream } from '#reviews/events.js';
import type { ReviewDay } from '../domain/cycle.js';
import { EVERY_UNIT_OF_ITEM } from '../domain/entries/entry-rule.js';
import type { Fact } from '../domain/fact.js';
import type { DayRules } from '../domain/sheet/counting-day.js';
import { cycles } from '../projections/cycles/cycles.projection.js';
import { factsOf } from '../projections/timeline/facts.js';
import { factRows } from '../projections/timeline/timeline-rows.js';

/** An event that cannot be read as one of its type; the chain says what is wrong with it. */
export interface Unreadable {
  readonly stream: string;
  readonly revision: number;
}

/** Gathers from the log what the replay of one year needs, and nothing else. */
export class YearCollector {
  readonly facts: Fact[] = [];
  readonly reviewEvents: Recorded<ReviewEvent>[] = [];
  readonly unreadable: Unreadable[] = [];
  private readonly lengths = new Map<string, number>();
  private readonly cycleRows: Rows = new Map();
  private adopted = policy.initial;

  constructor(
    private readonly schemas: Pick<EventSchemas, 'decode'>,
    private readonly year: number,
    private readonly branch?: string,
  ) {}

  take(stored: StoredEvent): void {
    this.lengths.set(stored.stream, stored.revision + 1);
    const event = this.decoded(stored);
    if (event === undefined) return;
    applyEvent(cycles, this.cycleRows, event);
    this.takePolicy(event);
    // Nothing else writes the stream of a review.
    if (event.stream === reviewStream(this.year)) this.reviewEvents.push(event as Recorded<ReviewEvent>);
    this.facts.push(...factsOf(factRows(event).filter((row) => this.wants(row.branch))));
  }

  /** Events of a stream that were read. */
  lengthOf(stream: string): number {
    return this.lengths.get(stream) ?? 0;
  }

  get reviews(): readonly ReviewDay[] {
    const rows = [...this.cycleRows.values()].filter((row) => row !== undefined);
    return rows
      .map((row): ReviewDay => ({ year: Number(row['year']), adjournedOn: dayOrNull(row['adjournedOn']) }))
      .sort((a, b) => a.year - b.year);
  }

  rules(timeZone: string): DayRules {
    return { timeZone, graceDays: (day) => policyOn(this.adopted, day).values.lateEntryGraceDays };
  }

  private wants(branch: string): boolean {
    return this.branch === undefined || branch === this.branch || branch === EVERY_UNIT_OF_ITEM;
  }

  private decoded(stored: StoredEvent): RecordedEvent | undefined {
    try {
      return this.schemas.decode(stored);
    } catch {
      this.unreadable.push({ stream: stored.stream, revision: stored.revision });
      return undefined;
    }
  }

  private takePolicy(event: RecordedEvent): void {
    if (event.stream !== POLICY_STREAM) return;
    // Nothing else writes the stream of the policy.
    this.adopted = policy.evolve(this.adopted, event as Recorded<PolicyEvent>);
  }
}

const dayOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
