import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListFilter } from '#lists/published/list-source.js';
import { queryGrams, queryTerms } from '#text/grams.js';
import { LEAD_KINDS } from '#reviews/events.js';
import type { ClockSql } from '../../published/clock-sql.js';
import type { ClockDay } from '../../published/clock-day.js';
import { statusesOwedBy } from '../../published/owners.js';
import { SETTLED } from '../../published/states.js';
import type { Owner } from '../../published/states.js';

/** What is left out is not filtered by; what is a list takes any of it. */
export interface LedgerFilter extends ListFilter {
  /** `whoOwes` by its former name. */
  readonly owes?: Owner;
  /** Codes of branches whose open problems the `leadUnit` has taken over without their being named. */
  readonly inherited?: readonly string[];
}

/** The condition is left out where there is no value. */
const where = (alias: string, filter: LedgerFilter): readonly (readonly [string, Record<string, unknown>])[] => {
  const { branch, status, raisedIn, source, category, leadUnit, kind, whoOwes, owes, common, recurrence } = filter;
  const { inherited = [] } = filter;
  const given: readonly (readonly [unknown, string, Record<string, unknown>])[] = [
    [branch, `${alias}.branch = :branch`, { branch }],
    [status, `${alias}.status = ANY (CAST(:status AS text[]))`, { status }],
    [raisedIn, `${alias}.year = :raisedIn`, { raisedIn }],
    [source, `${alias}.source = ANY (CAST(:source AS text[]))`, { source }],
    [category, `${alias}.category = :category`, { category }],
    [leadUnit, led(alias), { leadUnit, inherited, settled: SETTLED }],
    [kind, `${alias}.measureKinds && CAST(:kind AS text[])`, { kind }],
    [whoOwes, owed(alias, 'owed'), owedParameters('owed', whoOwes)],
    [owes, owed(alias, 'owing'), owedParameters('owing', owes)],
    [common, `(${alias}.source = 'common') = CAST(:common AS boolean)`, { common }],
    [recurrence, `(${alias}.recurrenceOf IS NOT NULL) = CAST(:recurrence AS boolean)`, { recurrence }],
  ];
  return given.flatMap(([value, sql, parameters]) => (value === undefined ? [] : [[sql, parameters] as const]));
};

/** What a branch left open when it ended is found under its own code and under that of whoever answers for it. */
const led = (alias: string): string =>
  `(${alias}.leadCode = :leadUnit OR (${alias}.leadKind = 'branch'
    AND ${alias}.leadCode = ANY (CAST(:inherited AS text[])) AND NOT ${alias}.status = ANY (CAST(:settled AS text[]))))`;

/** Of one filter, under whose `name` its parameters go. */
const owed = (alias: string, name: string): string =>
  `(${LEAD_KINDS.map(
    (kind) => `(${alias}.leadKind = '${kind}' AND ${alias}.status = ANY (CAST(:${name}_${kind} AS text[])))`,
  ).join(' OR ')})`;

const owedParameters = (name: string, owner: Owner | undefined): Record<string, unknown> =>
  owner === undefined
    ? {}
    : Object.fromEntries(statusesOwedBy(owner).map(([kind, statuses]) => [`${name}_${kind}`, statuses]));

/**
 * Narrows a query of the ledger down; rows of which only later facts were seen are in no answer, and those that were
 * merged into others only where they are asked for.
 */
export const filtered = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  filter: LedgerFilter,
  clock: ClockSql,
  { policy, calendar }: ClockDay,
): SelectQueryBuilder<Row> => {
  const { alias } = query;
  query.andWhere(`${alias}.no IS NOT NULL`);
  if (filter.status === undefined) query.andWhere(`${alias}.status <> 'merged'`);
  for (const [sql, parameters] of where(alias, filter)) query.andWhere(sql, parameters);
  const { light, dueFrom, dueTo, text } = filter;
  if (light !== undefined) query.andWhere(clock.shows(light), clock.parameters);
  const range = { ...(dueFrom === undefined ? {} : { from: dueFrom }), ...(dueTo === undefined ? {} : { to: dueTo }) };
  const due = clock.dueWithin(range, policy, calendar);
  query.andWhere(due.sql, due.parameters);
  return text === undefined ? query : containing(query, text);
};

/** The index finds candidates; each term must then stand in the text itself. */
const containing = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  text: string,
): SelectQueryBuilder<Row> => {
  const { alias } = query;
  query.andWhere(`${alias}.grams @> CAST(:grams AS integer[])`, { grams: queryGrams(text) });
  for (const [n, term] of queryTerms(text).entries()) {
    const name = `term${String(n)}`;
    query.andWhere(`position(lower(:${name}) IN lower(concat_ws(' ', ${alias}.no, ${alias}.statement))) > 0`, {
      [name]: term,
    });
  }
  return query;
};
