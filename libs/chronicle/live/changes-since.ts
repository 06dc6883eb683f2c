import { Inject, Injectable } from '@nestjs/common';
import type { Position } from '#event-sourcing/event.js';
import { InvalidPosition, type EventStore } from '#event-sourcing/event-store.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import type { Principal } from '#platform/auth/principal.js';
import { fault } from '#platform/http/fault.js';
import { decodeCursor, encodeCursor } from '#platform/http/paging.js';
import { invalidRequest } from '#platform/http/request-problem.js';
import { TimelineQuery } from '../projections/timeline/timeline.query.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { branchesIn, mayHear, newsOf, type News } from './change.js';
import type { ChangesView } from './changes.controller.js';

/** Events looked at for one answer; most of them may concern others. */
const LOOKED_AT = 5_000;

const refused = (code: string) => invalidRequest([fault(code, {}, 'since')]);

/** What has happened since a place in the log, as far as all read models have it. */
@Injectable()
export class ChangesSince {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly progress: ReadModelProgress,
    private readonly timeline: TimelineQuery,
  ) {}

  /** Tells nothing but where to go on from. */
  async begin(): Promise<ChangesView> {
    return { items: [], next: await this.cursor(await this.told()), more: false };
  }

  /** @throws RequestProblem `cursor-invalid`, `cursor-of-another-log` within `request-invalid`. */
  async since(cursor: string, limit: number, viewer: Principal): Promise<ChangesView> {
    const after = await this.placeOf(cursor);
    const upTo = await this.told();
    const items: News[] = [];
    let [last, looked] = [after, 0];
    if (this.store.comparePositions(after, upTo) < 0) {
      for await (const batch of this.store.readAll({ after, batchSize: 500 })) {
        const rows = batch.map((event) => factRows(this.schemas.decode(event)));
        const withheld = await this.timeline.withheld(branchesIn(rows.flat()));
        for (const [index, event] of batch.entries()) {
          if (this.store.comparePositions(event.position, upTo) > 0)
            return { items, next: await this.cursor(last), more: false };
          if (items.length >= limit || looked >= LOOKED_AT) return { items, next: await this.cursor(last), more: true };
          const news = newsOf(rows[index] ?? [], withheld).filter((told) => mayHear(viewer, told));
          items.push(...news.map(({ change }) => change));
          last = event.position;
          looked += 1;
        }
      }
    }
    return { items, next: await this.cursor(last), more: false };
  }

  /** Where the last of the read models is: what is told can be read. */
  private async told(): Promise<Position> {
    const reached = [...this.progress.positions().values()];
    const [lowest] = reached.toSorted((a, b) => this.store.comparePositions(a, b));
    return lowest ?? (await this.store.head());
  }

  /** Names the event as well: the same place in another store holds another one. */
  private async cursor(place: Position): Promise<string> {
    const event = await this.store.eventAt(place);
    return encodeCursor([this.store.logId, place, event?.id ?? null]);
  }

  private async placeOf(cursor: string): Promise<Position> {
    const [logId, place, id] = this.partsOf(cursor);
    if (logId !== this.store.logId) throw refused('cursor-of-another-log');
    try {
      const position = this.store.parsePosition(String(place));
      const event = await this.store.eventAt(position);
      if ((event?.id ?? null) === id) return position;
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error;
    }
    throw refused('cursor-of-another-log');
  }

  private partsOf(cursor: string): ReturnType<typeof decodeCursor> {
    try {
      return decodeCursor(cursor, 3);
    } catch {
      throw refused('cursor-invalid');
    }
  }
}
