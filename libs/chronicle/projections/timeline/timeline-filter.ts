import type { SelectQueryBuilder } from 'typeorm';
import { stableName } from '#event-sourcing/projection/schema.js';
import { queryGrams, queryTerms } from '#text/grams.js';
import type { LocalDate } from '#time/local-date.js';
import type { CycleDays } from '../../domain/cycle.js';
import type { EntryKind } from '../../domain/entries/entry-rule.js';
import type { TimelineRow } from './timeline-row.js';
import { timeline } from './timeline.projection.js';

/** Which entries of a branch are wanted; all conditions hold together. */
export interface TimelineFilter {
  /** The cycle of a year, with its days where any fall in it. */
  readonly cycle?: { readonly year: number; readonly days: CycleDays | undefined };
  readonly kinds?: readonly EntryKind[];
  readonly types?: readonly string[];
  readonly item?: string;
  /** Words, each of which must occur. */
  readonly text?: string;
  /** What was voided as well. */
  readonly voided?: boolean;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** What the reader may not see, whatever is wanted. */
export interface TimelineSight {
  readonly tallies: boolean;
  readonly gradesBeforeFeedback: boolean;
  /** 限班子. */
  readonly limited: boolean;
}

type Query = SelectQueryBuilder<TimelineRow>;

/** Of what concerns everybody to whom a requirement was issued, that of requirements issued to one of the branches. */
const TOLD = `t.branch = '*' AND EXISTS (
   SELECT FROM ${stableName(timeline)} issued
    WHERE issued.item = t.item AND issued.branch IN (:...branches) AND issued.type = 'RequirementIssued' AND NOT issued.voided)`;

export const ownOf = (query: Query, branch: string): Query => query.where('t.branch = :branch', { branch });

export const toldTo = (query: Query, branch: string): Query => query.where(TOLD, { branches: [branch] });

/** All that stands in the histories of the branches. */
export const ofBranches = (query: Query, branches: readonly string[]): Query =>
  query.where(`(t.branch IN (:...branches) OR (${TOLD}))`, { branches });

/** Neither what is 限班子 itself, nor what is hidden with it; the same as `isHidden`. */
const NOT_LIMITED = `t.level <> 'committee-only' AND NOT EXISTS (
   SELECT FROM ${stableName(timeline)} kept
    WHERE kept.branch = :seen AND kept.level = 'committee-only'
      AND (t.item = ANY (kept.withheld) OR t.partOf && kept.withheld))`;

/** Of one branch; named as a value, so that no other part is looked into. */
export const inSight = (
  query: Query,
  branch: string,
  { tallies, gradesBeforeFeedback, limited }: TimelineSight,
): Query => {
  if (!limited) query.andWhere(NOT_LIMITED, { seen: branch });
  if (!tallies) query.andWhere(`t.kind <> 'appraisal'`);
  if (gradesBeforeFeedback) return query;
  return query.andWhere(
    `(t.kind <> 'grade' OR EXISTS (
       SELECT FROM ${stableName(timeline)} told
        WHERE told.branch = :seen AND told.stream = t.stream AND told.type = 'GradeFedBack' AND NOT told.voided))`,
    { seen: branch },
  );
};

export const filtered = (
  query: Query,
  { cycle, kinds, types, item, text, voided, from, to }: TimelineFilter,
): Query => {
  if (voided !== true) query.andWhere('NOT t.voided');
  if (cycle !== undefined) inCycle(query, cycle);
  if (kinds !== undefined && kinds.length > 0) query.andWhere('t.kind IN (:...kinds)', { kinds });
  if (types !== undefined) query.andWhere('t.type = ANY (CAST(:types AS text[]))', { types });
  if (item !== undefined) query.andWhere('t.item = :item', { item });
  if (from !== undefined) query.andWhere('t.occurredOn >= :from', { from });
  if (to !== undefined) query.andWhere('t.occurredOn <= :to', { to });
  if (text !== undefined) containing(query, text);
  return query;
};

const inCycle = (query: Query, { year, days }: NonNullable<TimelineFilter['cycle']>): void => {
  const { after = null, upTo = null } = days ?? {};
  const byDay =
    days === undefined ? '' : 'OR (t.reviewYear IS NULL AND t.occurredOn > :after AND t.occurredOn <= :upTo)';
  query.andWhere(`(t.reviewYear = :year ${byDay})`, {
    year,
    after: after ?? '-infinity',
    upTo: upTo ?? 'infinity',
  });
};

/** The index of two-character words narrows down; the words themselves decide. */
const containing = (query: Query, text: string): void => {
  query.andWhere('t.grams @> CAST(:grams AS integer[])', { grams: queryGrams(text) });
  queryTerms(text).forEach((term, i) => {
    const name = `term${String(i)}`;
    // As it stands in JSON, with its escapes.
    const written = JSON.stringify(term).slice(1, -1).toLowerCase();
    query.andWhere(`position(:${name} IN lower(concat(t.no, ' ', t.shown))) > 0`, { [name]: written });
  });
};
