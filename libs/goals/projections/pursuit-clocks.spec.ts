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
import { clockDay } from '#problems/published/clock-day.js';
import { addDays } from '#time/local-date.js';
import { goalLightOf, requirementLightOf } from '../published/clock.js';
import { GOAL_STATUSES, REQUIREMENT_STATUSES } from '../published/states.js';
import { goalClock } from './goals/goal.query.js';
import { emptyGoal } from './goals/goal-row.js';
import { goalEntity, goals } from './goals/goals.projection.js';
import { requirementClock } from './requirements/requirement.query.js';
import {
  emptyRequirementUnit,
  requirementUnitEntity,
  requirementUnits,
} from './requirements/requirement-units.projection.js';
import { emptyRequirement, requirementEntity, requirements } from './requirements/requirements.projection.js';

const calendar = new WorkCalendar([
  { year: 2024, version: 1, holidays: ['2024-02-12', '2024-02-13', '2024-04-04'], workdays: ['2024-02-18'] },
]);
const day = fc.integer({ min: 0, max: 100 }).map((n) => addDays('2024-01-01', n));
const facts = <Status>(statuses: readonly Status[]) =>
  fc.sample(
    fc.record({
      status: fc.constantFrom(...statuses),
      since: day,
      dueOn: fc.option(day),
      returned: fc.boolean(),
    }),
    { numRuns: 300, seed: 20240118 },
  );

const goalFacts = facts(GOAL_STATUSES);
const partFacts = facts(REQUIREMENT_STATUSES).map((each) => ({ ...each, returned: false }));
const keyOf = (n: number): string => `k${String(n).padStart(3, '0')}`;
const byKey = <Row>(rows: readonly Row[]): Record<string, Row> =>
  Object.fromEntries(rows.map((row, n) => [keyOf(n), row]));

describe('lights of goals and requirements in SQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await serveRows(pool, goals, byKey(goalFacts.map((each, n) => ({ ...emptyGoal(keyOf(n)), ...each }))));
    // The conclusion stands in the requirement, and its units keep what they had come to.
    const concluded = (status: string): string | null => (status === 'concluded' ? '2024-01-01' : null);
    const rows = partFacts.map(({ status }, n) => ({ ...emptyRequirement(keyOf(n)), concludedOn: concluded(status) }));
    const parts = partFacts.map(({ status, since, dueOn }, n) => {
      const own = status === 'concluded' ? ('implemented' as const) : status;
      return { ...emptyRequirementUnit(keyOf(n)), requirement: keyOf(n), status: own, since, dueOn };
    });
    await serveRows(pool, requirements, byKey(rows));
    await serveRows(pool, requirementUnits, byKey(parts));
    const entities = [goalEntity, requirementEntity, requirementUnitEntity];
    source = createDataSource(database.url, { entities, migrations: [] }, { warn: () => undefined });
    await source.initialize();
  }, 60_000);

  afterAll(async () => {
    await source.destroy();
    await pool.end();
    await database.drop();
  });

  it('given any day, say what the pure functions say', async () => {
    await fc.assert(
      fc.asyncProperty(day, async (today) => {
        const clock = clockDay(today, { policy: DEFAULT_POLICY, version: 0, calendar, calendarVersion: 1 });
        const [ofGoals, ofParts] = [goalClock('g', clock), requirementClock(clock)];
        const goalRows = await source
          .createQueryBuilder(goalEntity, 'g')
          .select(ofGoals.light, 'light')
          .setParameters(ofGoals.parameters)
          .orderBy('g.id')
          .getRawMany<{ light: string }>();
        const partRows = await source
          .createQueryBuilder(requirementUnitEntity, 'u')
          .innerJoin(requirements.name, 'r', 'r.id = u.requirement')
          .select(ofParts.light, 'light')
          .setParameters(ofParts.parameters)
          .orderBy('u.id')
          .getRawMany<{ light: string }>();
        expect(goalRows.map(({ light }) => light)).toEqual(
          goalFacts.map((each) => goalLightOf(each, today, DEFAULT_POLICY, calendar)),
        );
        expect(partRows.map(({ light }) => light)).toEqual(
          partFacts.map((each) => requirementLightOf(each, today, DEFAULT_POLICY, calendar)),
        );
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
