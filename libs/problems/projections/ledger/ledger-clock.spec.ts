import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { serveRows } from '#event-sourcing/testing/serve-rows.js';
import { createDataSource } from '#platform/database/data-source.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { addDays } from '#time/local-date.js';
import { boundaries, dueOf, lightOf } from '../../published/clock.js';
import type { ClockFacts } from '../../published/clock.js';
import { workDaysBetween } from '../../published/clock-sql.js';
import { LIGHTS } from '../../published/lights.js';
import { PROBLEM_STATUSES } from '../../published/states.js';
import { ledgerClock } from './ledger-clock.js';
import { ledgerEntity, problemLedger } from './ledger.projection.js';
import { emptyRow } from './ledger-row.js';

const calendar = new WorkCalendar([
  {
    year: 2024,
    version: 1,
    holidays: ['2024-02-12', '2024-02-13', '2024-02-14', '2024-02-15', '2024-02-16', '2024-04-04', '2024-05-01'],
    workdays: ['2024-02-04', '2024-02-18', '2024-04-07'],
  },
]);

const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2024-01-01', n));
const facts: fc.Arbitrary<ClockFacts> = fc.record({
  status: fc.constantFrom(...PROBLEM_STATUSES),
  since: day,
  planDueOn: fc.option(day),
  dueOn: fc.option(day),
  nextStepOn: fc.option(day),
  returned: fc.boolean(),
});
const days = fc.integer({ min: 1, max: 20 });
const policies = fc.record({
  approveListDays: days,
  dispatchDays: days,
  acknowledgeDays: days,
  approvePlanDays: days,
  verifyDays: days,
  closeDays: days,
  acceptDays: days,
  nearDueDays: fc.integer({ min: 0, max: 10 }),
});

const keyOf = (n: number): string => `p${String(n).padStart(3, '0')}`;

describe('lights and due dates in SQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let source: DataSource;
  const problems = fc.sample(facts, { numRuns: 400, seed: 20240118 });

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    const rows = problems.map((each, n) => [keyOf(n), { ...emptyRow(keyOf(n)), ...each }] as const);
    await serveRows(pool, problemLedger, Object.fromEntries(rows));
    source = createDataSource(database.url, { entities: [ledgerEntity], migrations: [] }, { warn: () => undefined });
    await source.initialize();
  }, 60_000);

  afterAll(async () => {
    await source.destroy();
    await pool.end();
    await database.drop();
  });

  it('given any day and policy, say of every problem what the pure functions say', async () => {
    await fc.assert(
      fc.asyncProperty(day, policies, async (today, policy) => {
        const clock = ledgerClock('problem', boundaries(today, policy, calendar));
        const due = clock.due(policy, workDaysBetween('2023-12-31', '2024-07-31', policy, calendar));
        const rows = await source
          .createQueryBuilder(ledgerEntity, 'problem')
          .select('problem.id', 'id')
          .addSelect(clock.light, 'light')
          .addSelect(`CAST(${due.sql} AS text)`, 'due')
          .setParameters({ ...clock.parameters, ...due.parameters })
          .orderBy('problem.id')
          .getRawMany();
        expect(rows).toEqual(
          problems.map((each, n) => ({
            id: keyOf(n),
            light: lightOf(each, today, policy, calendar),
            due: dueOf(each, policy, calendar).dueOn ?? null,
          })),
        );
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('given any lights and due range, find the problems that the pure functions would', async () => {
    const ranges = fc.record({ from: day, to: day }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(
        day,
        policies,
        fc.subarray([...LIGHTS], { minLength: 1, maxLength: 2 }),
        ranges,
        async (today, policy, lights, range) => {
          const clock = ledgerClock('problem', boundaries(today, policy, calendar));
          const within = clock.dueWithin(range, policy, calendar);
          const rows = await source
            .createQueryBuilder(ledgerEntity, 'problem')
            .select('problem.id', 'id')
            .where(clock.shows(lights), clock.parameters)
            .andWhere(within.sql, within.parameters)
            .orderBy('problem.id')
            .getRawMany<{ id: string }>();
          const { from, to } = range;
          const expected = problems
            .map((each, n) => ({ each, id: keyOf(n) }))
            .filter(({ each }) => {
              const { dueOn } = dueOf(each, policy, calendar);
              if (!lights.includes(lightOf(each, today, policy, calendar))) return false;
              if (from === undefined && to === undefined) return true;
              return dueOn !== undefined && dueOn >= (from ?? dueOn) && dueOn <= (to ?? dueOn);
            });
          expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('shows every light on some day', () => {
    const seen = problems.map((each) => lightOf(each, '2024-03-15', DEFAULT_POLICY, calendar));
    expect(new Set(seen)).toEqual(new Set(LIGHTS));
  });
});
