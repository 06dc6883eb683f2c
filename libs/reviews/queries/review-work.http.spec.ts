import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { Role } from '#access/roles.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import type { WaitingGroup } from '#chronicle/published/work-queue.js';
import { freeText as t } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import { branchNameEntity, branchNames } from '../projections/branch-names/branch-names.projection.js';
import { overview, overviewEntity } from '../projections/overview/overview.projection.js';
import { reviewEntity, reviews } from '../projections/reviews/reviews.projection.js';
import { ReviewReader } from './review-reader.js';
import { ReviewWork } from './review-work.js';

@Module({ providers: [ReviewReader, ReviewWork] })
class WorkModule {}

const of = (branch: string) => ({ year: 2025, branch });
const next: readonly GivenEvent[] = [
  ...inStream<GivenEvent>(
    'review-2025',
    { year: 2025 },
    event('ReviewScheduled', {
      year: 2025,
      committee: '集团党委',
      title: '2025年度述职评议会',
      plannedOn: '2026-01-15',
      presider: 'p-chair',
    }),
    ...['03', '05'].map((branch) =>
      event('BranchEnrolled', { ...of(branch), mode: 'on-site', commentator: 'p', substitutes: [] }),
    ),
  ),
  ...inStream<GivenEvent>(
    'report-2025-03',
    of('03'),
    event('ReportSubmitted', { ...of('03'), body: t('报告'), answers: [] }),
  ),
];
const closed = inStream<GivenEvent>('review-2023', { year: 2023 }, event('ReviewClosed', { year: 2023 }));

let app: ReadModelApp;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: WorkModule,
    projections: [reviews, overview, branchNames],
    entities: [reviewEntity, overviewEntity, branchNameEntity],
  });
  await app.given([...TWO_YEARS, ...closed, ...next]);
}, 60_000);

afterAll(() => app.close());

const waiting = async (role: Role, ...units: readonly string[]): Promise<readonly WaitingGroup[]> => {
  const today = '2026-01-14';
  const clock = clockDay(today, await app.app.get(PolicyReader).read(today));
  return app.app.get(ReviewWork).waiting({ role, units, clock, first: 5 });
};

const counted = (groups: readonly WaitingGroup[]): string[] =>
  groups.map(({ act, owedBy, count }) => `${act} ${owedBy} ${String(count)}`);

describe('what waits on reviews', () => {
  it('waits for the one whose step it is, of reviews that are not closed', async () => {
    expect(counted(await waiting('branch-secretary', '05'))).toEqual(['submit-report unit 1']);
    expect(counted(await waiting('branch-secretary', '03'))).toEqual([]);
    expect(counted(await waiting('office-clerk'))).toEqual(['accept-report office 1']);
    expect(counted(await waiting('office-head'))).toEqual(['accept-report office 1', 'decide-grade office-head 1']);
    expect(await waiting('auditor')).toEqual([]);
  });

  it('is due on the day of the meeting, with its light', async () => {
    const [group] = await waiting('branch-secretary', '05');
    expect(group).toMatchObject({
      byLight: { blue: 1 },
      items: [{ kind: 'report', id: '2025-05', branch: '05', dueOn: '2026-01-15', light: { code: 'blue' } }],
    });
  });
});
