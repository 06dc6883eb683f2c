import { decodeStream } from '#event-sourcing/amendments/amended-stream.js';
import { isAmendment, isInForce } from '#event-sourcing/amendments/amendment.js';
import type { Recorded, RecordedEvent, StoredEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { applyEvent, type Rows } from '#event-sourcing/projection/fold.js';
import { Refold } from '#event-sourcing/projection/refold.js';
import type { EventSchemas } from '#event-sourcing/schemas.js';
import { POLICY_STREAM, type PolicyEvent } from '#policy/events.js';
import { policy, policyOn } from '#policy/published/policy.js';
import type { ReviewEvent } from '#reviews/events.js';
import { reviewStream } from '#reviews/events.js';
import type { ReviewDay } from '../domain/cycle.js';
import { type EntryKind } from '../domain/entries/entry-rule.js';
import type { Fact } from '../domain/fact.js';
import type { DayRules } from '../domain/sheet/counting-day.js';
import { cycles } from '../projections/cycles/cycles.projection.js';
import { factsOf } from '../projections/timeline/facts.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { PutAside } from './put-aside.js';

/** Where the streams of amended entries are read once more. */
type AmendedLog = Pick<EventStore, 'readStream' | 'comparePositions'>;

/** An event that cannot be read as one of its type; the chain says what is wrong with it. */
export interface Unreadable {
  readonly stream: string;
  readonly revision: number;
}

/**
 * Gathers from the log what the replay of one year needs, of every branch: which of them one branch took the place of is
 * known at the end only. Facts lie on disk; in memory stay the names of branches, the review of the year and one number
 * for each stream.
 */
export class YearCollector {
  readonly facts = new PutAside();
  /** Of each branch the last. */
  readonly names = new Map<string, string>();
  readonly reviewEvents: Recorded<ReviewEvent>[] = [];
  readonly unreadable: Unreadable[] = [];
  private readonly lengths = new Map<string, number>();
  private readonly cycleRows: Rows = new Map();
  private readonly amendments: StoredEvent[] = [];
  private adopted = policy.initial;

  constructor(
    private readonly schemas: Pick<EventSchemas, 'decode'>,
    private readonly year: number,
  ) {}

  take(stored: StoredEvent): void {
    this.lengths.set(stored.stream, stored.revision + 1);
    if (isAmendment(stored)) this.amendments.push(stored);
    const event = this.decoded(stored);
    if (event === undefined) return;
    applyEvent(cycles, this.cycleRows, event);
    this.takePolicy(event);
    if (event.stream === reviewStream(this.year) && isInForce(event)) this.reviewEvents.push(asReviewEvent(event));
    for (const fact of factsOf(factRows(event))) this.takeFact(fact);
  }

  /**
   * After the last event: puts what amended entries say now in place of what they said when they were taken.
   *
   * @param removedLater events behind it that remove texts.
   */
  async amend(store: AmendedLog, removedLater: readonly StoredEvent[]): Promise<void> {
    const last = this.amendments.at(-1);
    if (last !== undefined) {
      const refold = new Refold({ store, schemas: this.schemas }, cycles, last.position);
      for (const [year, row] of await refold.rowsOf(this.amendments)) this.cycleRows.set(year, row);
    }
    for (const stream of new Set([...this.amendments, ...removedLater].map((event) => event.stream))) {
      const slice = await store.readStream(stream);
      const all = slice.status === 'found' ? slice.events : [];
      this.retake(stream, decodeStream(this.schemas, all.slice(0, this.lengthOf(stream)), all));
    }
  }

  /** Events of a stream whose entries were amended. */
  private retake(stream: string, events: readonly RecordedEvent[]): void {
    if (stream === reviewStream(this.year))
      this.reviewEvents.splice(0, Infinity, ...events.filter(isInForce).map(asReviewEvent));
    for (const event of events) {
      const facts = factsOf(factRows(event));
      this.facts.replace(event, facts);
      facts.forEach((fact) => this.takeName(fact));
    }
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

  private takeFact(fact: Fact): void {
    this.takeName(fact);
    if (matters(fact, this.year)) this.facts.add(fact);
  }

  private takeName(fact: Fact): void {
    if (fact.type === 'BranchEstablished' || fact.type === 'BranchRenamed') this.names.set(fact.branch, fact.data.name);
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

const asReviewEvent = (event: RecordedEvent): Recorded<ReviewEvent> =>
  // But for amendments nothing else writes the stream of a review.
  event as Recorded<ReviewEvent>;

const ITEMS: readonly EntryKind[] = ['problem', 'goal', 'requirement'];

/**
 * Items may have been raised in any earlier year; of everything else that names a review only that of the year is told.
 * Where the day decides on the cycle, that is known at the end of the log only.
 */
const matters = ({ kind, reviewYear }: Fact, year: number): boolean =>
  reviewYear === null || reviewYear === year || (reviewYear < year && ITEMS.includes(kind));

const dayOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
