import { decodeStream } from '../amendments/amended-stream.js';
import { amendedRevisions, isAmendment, isVoided } from '../amendments/amendment.js';
import type { Position, RecordedEvent, StoredEvent } from '../event.js';
import { EventFailed } from './failures.js';
import { applyEvent, handles, keysOf, sourcesOf, type Rows } from './fold.js';
import type { AnyProjection, Row } from './projection.js';
import type { ProjectionSettings } from './settings.js';

/** The log as far as rows are folded anew from it. */
export type RefoldSource = Pick<ProjectionSettings, 'schemas'> & {
  readonly store: Pick<ProjectionSettings['store'], 'readStream' | 'comparePositions'>;
};

/** An event as it reads after its amendments, and as it was stored. */
interface Step {
  readonly stored: StoredEvent;
  readonly event: RecordedEvent;
}

/**
 * Rows whose events were corrected or voided, folded anew from their streams as these stood at one place of the log.
 * Rows are made step by step, so that an amendment cannot be put upon them afterwards.
 */
export class Refold {
  private readonly streams = new Map<string, Promise<readonly Step[]>>();

  constructor(
    private readonly source: RefoldSource,
    private readonly projection: AnyProjection,
    private readonly upTo: Position,
  ) {}

  /**
   * The rows that these amendments change, as they now are.
   *
   * @throws EventFailed that names the amendment.
   */
  async rowsOf(amendments: readonly StoredEvent[]): Promise<Rows> {
    const rows: Rows = new Map();
    for (const amendment of amendments) {
      try {
        for (const key of await this.keysOf(amendment)) {
          if (!rows.has(key)) rows.set(key, await this.rowOf(key, amendment.stream));
        }
      } catch (cause) {
        throw new EventFailed(amendment, cause);
      }
    }
    return rows;
  }

  /** Keys under which the entries stand, or stood before any of their amendments. */
  private async keysOf({ stream, revision }: StoredEvent): Promise<ReadonlySet<string>> {
    const steps = await this.stepsOf(stream);
    const keys = amendedBy(steps, revision)
      .filter(({ event }) => handles(this.projection, event.type))
      .flatMap((step) => this.formsOf(step))
      .flatMap((event) => keysOf(this.projection, event));
    return new Set(keys);
  }

  private formsOf({ stored, event: { amendedBy = [] } }: Step): readonly RecordedEvent[] {
    const { schemas } = this.source;
    return [...amendedBy.keys(), amendedBy.length].map((n) => schemas.decode(stored, amendedBy.slice(0, n)));
  }

  private async rowOf(key: string, amended: string): Promise<Row | undefined> {
    const { projection } = this;
    const streams = new Set<string>();
    let steps: readonly Step[] = [];
    for (;;) {
      const inForce = this.statesOf(key, asAmended(steps));
      // What was voided leads on as well: what came after it still stands.
      const states = [...this.statesOf(key, asIfNoneVoided(steps)), ...inForce];
      const told = sourcesOf(
        projection,
        key,
        states.filter((state) => state !== undefined),
      );
      if (told.every((stream) => streams.has(stream))) {
        if (!streams.has(amended)) throw new Error(`${projection.name}: ${key} does not tell of stream ${amended}`);
        return inForce.at(-1);
      }
      told.forEach((stream) => streams.add(stream));
      steps = await this.stepsOfAll(streams);
    }
  }

  /** The row after each of these events that touches it. */
  private statesOf(key: string, events: readonly RecordedEvent[]): readonly (Row | undefined)[] {
    const { projection } = this;
    const rows: Rows = new Map();
    return events
      .filter((event) => handles(projection, event.type) && (projection.takesVoided === true || !isVoided(event)))
      .filter((event) => keysOf(projection, event).includes(key))
      .map((event) => {
        applyEvent(projection, rows, event, [key]);
        return rows.get(key);
      });
  }

  /** In the order of the log. */
  private async stepsOfAll(streams: ReadonlySet<string>): Promise<readonly Step[]> {
    const { comparePositions } = this.source.store;
    const steps = await Promise.all([...streams].map((stream) => this.stepsOf(stream)));
    return steps.flat().sort((a, b) => comparePositions(a.stored.position, b.stored.position));
  }

  private stepsOf(stream: string): Promise<readonly Step[]> {
    const known = this.streams.get(stream) ?? this.read(stream);
    this.streams.set(stream, known);
    return known;
  }

  private async read(stream: string): Promise<readonly Step[]> {
    const { store, schemas } = this.source;
    const slice = await store.readStream(stream);
    const all = slice.status === 'found' ? slice.events : [];
    const known = all.filter(({ position }) => store.comparePositions(position, this.upTo) <= 0);
    const events = decodeStream(schemas, known);
    return known.flatMap((stored, index) => {
      const event = events[index];
      return event === undefined ? [] : [{ stored, event }];
    });
  }
}

const asAmended = (steps: readonly Step[]): readonly RecordedEvent[] => steps.map(({ event }) => event);

const asIfNoneVoided = (steps: readonly Step[]): readonly RecordedEvent[] =>
  steps.map(({ event: { amendedBy: _later, ...event } }) => event);

/** What an event amends, and what that amends in its turn: an entry reads otherwise when its correction does. */
const amendedBy = (steps: readonly Step[], revision: number): readonly Step[] => {
  const amendment = steps[revision]?.event;
  if (amendment === undefined) return [];
  return amendedRevisions(amendment)
    .filter((entry) => entry < revision)
    .flatMap((entry) => [...steps.slice(entry, entry + 1), ...amendedBy(steps, entry)]);
};

/** Those of a batch that amend others. */
export const amendmentsIn = (events: readonly StoredEvent[]): readonly StoredEvent[] => events.filter(isAmendment);
