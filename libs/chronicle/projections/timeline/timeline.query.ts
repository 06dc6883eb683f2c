import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { stableName } from '#event-sourcing/projection/schema.js';
import type { LocalDate } from '#time/local-date.js';
import type { Fact } from '../../domain/fact.js';
import { predecessorsIn, withPredecessors } from '../../domain/sheet/passed-on.js';
import { factsOf, factsOfBranch, shownRow, shownRows } from './facts.js';
import {
  filtered,
  inSight,
  ofBranches,
  ownOf,
  toldTo,
  type TimelineFilter,
  type TimelineSight,
} from './timeline-filter.js';
import type { TimelineRow } from './timeline-row.js';
import { timeline, timelineEntity } from './timeline.projection.js';

/** The place of an entry in a history. */
export interface TimelinePlace {
  readonly occurredOn: LocalDate;
  readonly place: string;
}

export interface TimelinePage {
  readonly branch: string;
  readonly filter: TimelineFilter;
  readonly sight: TimelineSight;
  readonly newestFirst: boolean;
  /** Exclusive. */
  readonly after?: TimelinePlace;
  readonly limit: number;
}

export interface KnownBranch {
  readonly code: string;
  readonly name: string;
}

const SHOWN_COLUMNS = Object.keys(timeline.columns)
  .filter((column) => column !== 'grams')
  .map((column) => `t.${column}`);

const NAMING = `SELECT DISTINCT ON (branch) branch AS code, shown->'data'->>'name' AS name
  FROM ${stableName(timeline)} WHERE type IN ('BranchEstablished', 'BranchRenamed') AND NOT voided`;
const NEWEST = 'ORDER BY branch, revision DESC';

@Injectable()
export class TimelineQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** One page and one entry more, so that the caller sees whether it is the last. */
  async page(wanted: TimelinePage): Promise<readonly TimelineRow[]> {
    const { branch, sight } = wanted;
    if (sight.limited) return this.seen(wanted);
    const [rows, withheld] = await Promise.all([this.seen(wanted), this.withheld([branch])]);
    return rows.map((row) => shownRow(row, withheld.get(branch) ?? new Set()));
  }

  private async seen(wanted: TimelinePage): Promise<readonly TimelineRow[]> {
    // Each of them comes in order out of an index, which no index gives of both.
    const [own, shared] = await Promise.all([
      this.first(ownOf(this.rows(), wanted.branch), wanted),
      this.first(toldTo(this.rows(), wanted.branch), wanted),
    ]);
    if (shared.length === 0) return own;
    const earlier = wanted.newestFirst ? 1 : -1;
    return [...own, ...shared].sort((a, b) => (isBefore(a, b) ? earlier : -earlier)).slice(0, wanted.limit + 1);
  }

  private first(query: SelectQueryBuilder<TimelineRow>, wanted: TimelinePage): Promise<TimelineRow[]> {
    const { branch, filter, sight, newestFirst, after, limit } = wanted;
    const direction = newestFirst ? 'DESC' : 'ASC';
    filtered(inSight(query, branch, sight), filter);
    if (after !== undefined) {
      query.andWhere(`(t.occurredOn, t.place) ${newestFirst ? '<' : '>'} (:afterDay::date, :afterPlace::text)`, {
        afterDay: after.occurredOn,
        afterPlace: after.place,
      });
    }
    return query
      .orderBy('t.occurredOn', direction)
      .addOrderBy('t.place', direction)
      .limit(limit + 1)
      .getMany();
  }

  /** All facts of each branch and of its predecessors, in no particular order; what is 限班子 where `seesLimited` says so. */
  async facts(
    branches: readonly string[],
    seesLimited: (branch: string) => boolean = () => true,
  ): Promise<ReadonlyMap<string, readonly Fact[]>> {
    const read = new Map<string, readonly Fact[]>();
    for (let codes = branches; codes.length > 0;) {
      const rows = await ofBranches(this.rows(), codes).getMany();
      const all = factsOf(rows);
      for (const code of codes)
        read.set(code, factsOfBranch(seesLimited(code) ? all : factsOf(shownRows(rows, code)), code));
      const before = codes.flatMap((code) => predecessorsIn(read.get(code) ?? [], code));
      codes = [...new Set(before)].filter((code) => !read.has(code));
    }
    return new Map(branches.map((branch) => [branch, withPredecessors(branch, (code) => read.get(code) ?? [])]));
  }

  /** For each of the branches, keys of what is hidden from those who do not read what is 限班子. */
  async withheld(branches: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    if (branches.length === 0) return new Map();
    const rows = await this.dataSource
      .getRepository(timelineEntity)
      .createQueryBuilder('t')
      .select(['t.key', 't.branch', 't.withheld'])
      .where(`t.branch = ANY (CAST(:branches AS text[])) AND t.level = 'committee-only'`, { branches })
      .getMany();
    const of = (branch: string): ReadonlySet<string> =>
      new Set(rows.filter((row) => row.branch === branch).flatMap(({ withheld }) => withheld));
    return new Map(branches.map((branch) => [branch, of(branch)]));
  }

  async branch(code: string): Promise<KnownBranch | undefined> {
    const [found] = await this.dataSource.query<KnownBranch[]>(`${NAMING} AND branch = $1 ${NEWEST}`, [code]);
    return found;
  }

  /** In the order of their codes, after `after`; only these codes where they are given. */
  branches(after: string, limit: number, only?: readonly string[]): Promise<readonly KnownBranch[]> {
    const parameters = [after, only ?? null, limit];
    const among = 'AND branch > $1 AND ($2::text[] IS NULL OR branch = ANY ($2::text[]))';
    return this.dataSource.query<KnownBranch[]>(`${NAMING} ${among} ${NEWEST} LIMIT $3`, parameters);
  }

  private rows(): SelectQueryBuilder<TimelineRow> {
    return this.dataSource.getRepository(timelineEntity).createQueryBuilder('t').select(SHOWN_COLUMNS);
  }
}

/** As the database orders them: a place holds ASCII alone. */
const isBefore = (a: TimelineRow, b: TimelineRow): boolean =>
  a.occurredOn === b.occurredOn ? a.place < b.place : a.occurredOn < b.occurredOn;
