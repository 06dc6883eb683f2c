import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { dutyMessages } from '#access/messages.js';
import { BranchPosts } from '#branches/branch-posts.js';
import { branchEntity, branches } from '#branches/projections/branches/branches.projection.js';
import type { OwnBranchesView } from '#chronicle/http/own-branch.controller.js';
import { chronicleMessages } from '#chronicle/messages.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { WorkQueueModule } from '#chronicle/work-queue.module.js';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { GoalQueriesModule } from '#goals/goal-queries.module.js';
import { goalMessages } from '#goals/messages.js';
import { goalEntity, goals } from '#goals/projections/goals/goals.projection.js';
import {
  requirementUnitEntity,
  requirementUnits,
} from '#goals/projections/requirements/requirement-units.projection.js';
import { requirementEntity, requirements } from '#goals/projections/requirements/requirements.projection.js';
import { ExportsModule } from '#platform/exports/exports.module.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { problemMessages } from '#problems/messages.js';
import { ProblemQueriesModule } from '#problems/problem-queries.module.js';
import { ledgerEntity, problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import { PreparationController } from './preparation.controller.js';
import { branchNameEntity, branchNames } from './projections/branch-names/branch-names.projection.js';
import { overview, overviewEntity } from './projections/overview/overview.projection.js';
import { reviewEntity, reviews } from './projections/reviews/reviews.projection.js';
import type { Brief } from './queries/brief.js';
import { Prints } from './queries/prints.js';
import { ReportPage } from './queries/report-page.js';
import { ReviewReader } from './queries/review-reader.js';
import { ReviewWork } from './queries/review-work.js';
import type { ToAnswerView } from './queries/to-answer-view.js';

/** What reads; nobody sends a command here. */
@Module({
  imports: [DiscoveryModule, ExportsModule, ProblemQueriesModule, GoalQueriesModule, WorkQueueModule],
  controllers: [PreparationController],
  providers: [BranchPosts, Prints, ReportPage, ReviewReader, ReviewWork],
})
class SpecModule {}

const enrolled = (commentator: string): readonly GivenEvent[] =>
  inStream<GivenEvent>(
    'review-2024',
    { year: 2024 },
    event('ReviewScheduled', {
      year: 2024,
      committee: '集团党委',
      title: '2024年度述职评议会',
      plannedOn: '2025-01-17',
      presider: 'p-chair',
    }),
    ...['03', '05'].map((branch) =>
      event('BranchEnrolled', { year: 2024, branch, mode: 'on-site', commentator, substitutes: [] }),
    ),
  );
const LATER = ['review-2024', 'report-2024-03'];

let app: ReadModelApp;
let commentator: HttpClient;
const get = (client: HttpClient, path: string, headers: Record<string, string> = {}) =>
  client.get(`/api/v1${path}`, headers);

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: SpecModule,
    projections: [branches, branchNames, goals, overview, problemLedger, requirements, requirementUnits, reviews],
    entities: [
      branchEntity,
      branchNameEntity,
      goalEntity,
      overviewEntity,
      ledgerEntity,
      requirementEntity,
      requirementUnitEntity,
      reviewEntity,
    ],
    messages: [chronicleMessages, problemMessages, goalMessages, dutyMessages],
    clock: new FixedClock(new Date('2024-12-20T02:00:00Z')),
  });
  commentator = await app.as('committee-member', '09');
  const person = (await get(commentator, '/me')).text('person', 'id');
  const before = TWO_YEARS.filter(({ circumstances }) => !LATER.includes(circumstances.stream ?? ''));
  await app.given([...before, ...enrolled(person)]);
}, 60_000);

afterAll(() => app.close());

describe('what the report is to answer', () => {
  const path = '/reviews/2024/reports/03/to-answer';

  it('is proposed before the office fixes it: closed items with an answer, open ones without', async () => {
    const view = (await get(await app.as('branch-secretary', '03'), path)).body as ToAnswerView;
    expect(view).toMatchObject({ year: 2024, branch: '03', fixed: false });
    expect(
      view.items.map(({ item, matter, proposedAnswer }) => [item.id, matter?.status.code, proposedAnswer]),
    ).toEqual([
      ['2023-review-03-01', 'closed', '2024-07-02已销号。整改情况：台账已齐。'],
      ['2023-review-03-02', 'verified', ''],
      ['2023-goal-03-01', 'concluded', '2024-12-20已完成。完成情况：已通过验收。认定意见：属实。'],
      ['2023-requirement-01', 'concluded', '2024-06-10已办结。落实情况：已专题学习。办结意见：均已落实。'],
    ]);
    expect(view.items[0]?.matter?.done.map(({ zh }) => zh)).toContain('报请核验');
    expect(view.proposal).toEqual({ items: view.items.map(({ item }) => ({ item: item.id })) });
  });

  it('is what the office fixed, whatever happens to it later, with what the report says', async () => {
    const item = { kind: 'problem', id: '2023-review-03-02' } as const;
    const of = { year: 2024, branch: '03' };
    await app.given(
      inStream<GivenEvent>(
        'report-2024-03',
        of,
        event('AnswersCalledFor', { ...of, items: [item] }),
        event('ReportSubmitted', { ...of, body: freeText('报告'), answers: [{ item, answer: freeText('已改') }] }),
      ),
    );
    const view = (await get(await app.as('office-clerk'), path)).body as ToAnswerView;
    expect(view).toMatchObject({ fixed: true, proposal: null, items: [{ item, answer: '已改' }] });
    expect(view.items).toHaveLength(1);
  });

  it('is not for another branch, nor of one that is not enrolled', async () => {
    expect((await get(await app.as('branch-secretary', '05'), path)).status).toBe(404);
    expect((await get(await app.as('chair'), '/reviews/2024/reports/77/to-answer')).status).toBe(404);
    expect((await get(await app.as('department', '03'), path)).status).toBe(403);
  });
});

describe('the brief', () => {
  const path = '/reviews/2024/branches/03/brief';

  it('is read by the chair, the office and the commentator named, in both forms', async () => {
    for (const client of [await app.as('chair'), await app.as('office-clerk'), commentator]) {
      const brief = (await get(client, path)).body as Brief;
      expect(brief).toMatchObject({
        name: '第三党支部',
        last: { year: 2023, comments: [{ directions: ['提升品牌'], problems: [{}, {}] }] },
        raisedLast: [{ no: '2023-述职-03-01', onTime: true }, {}, {}, {}],
        report: { status: 'submitted', toAnswer: 1, answered: 1 },
      });
    }
    const text = await get(commentator, path, { Accept: 'text/markdown', 'Accept-Language': 'en' });
    expect(text.headers.get('content-type')).toContain('text/markdown');
    expect(String(text.body)).toContain('## Raised last time, and what was done');
    expect(String(text.body)).toContain('**Internal** · 09 · 2024-12-20');
    const log = await get(await app.as('auditor'), '/exports');
    expect(log.at('items')).toMatchObject([
      {
        what: 'reviews/brief',
        filter: { year: 2024, branch: '03' },
        level: 'internal',
        lines: String(text.body).split('\n').length,
        by: 'committee-member 09',
      },
    ]);
  });

  it('shows a grade only to whoever may see it for this branch', async () => {
    expect(((await get(await app.as('chair'), path)).body as Brief).lastGrade).toMatchObject({ grade: 'good' });
    expect(((await get(commentator, path)).body as Brief).lastGrade).toBeNull();
  });

  it('is for no branch, and no member of the committee who does not comment', async () => {
    expect((await get(await app.as('branch-secretary', '03'), path)).status).toBe(403);
    expect((await get(await app.as('committee-member', '03'), path)).status).toBe(404);
    expect((await get(commentator, '/reviews/2023/branches/03/brief')).status).toBe(404);
  });
});

describe('what is one’s own', () => {
  it('a branch sees its posts, what is open, what it has to do next, the last comment and its grade', async () => {
    const { items } = (await get(await app.as('branch-clerk', '03'), '/me/branch')).body as OwnBranchesView;
    expect(items).toMatchObject([
      {
        code: '03',
        name: '第三党支部',
        posts: [{ post: 'secretary', acting: false }],
        problems: [{ no: '2023-述职-03-02', status: { code: 'verified' } }],
        goals: [],
        requirements: [],
        report: { year: 2024, status: 'submitted', toAnswer: 1 },
        comments: [{ year: 2023, strengths: ['学习扎实', '活动经常'] }],
        grade: { grade: 'good', zh: '好' },
      },
    ]);
  });

  it('a grade that was not fed back is not on it', async () => {
    const { items } = (await get(await app.as('branch-secretary', '05'), '/me/branch')).body as OwnBranchesView;
    expect(items).toMatchObject([{ code: '05', grade: null, vacant: ['secretary', 'deputy-secretary'] }]);
    expect(JSON.stringify(items)).not.toContain('fair');
  });

  it('is one’s own alone', async () => {
    const secretary = await app.as('branch-secretary', '05');
    expect((await get(secretary, '/me/branch?branch=05')).at('items', 0, 'code')).toBe('05');
    expect((await get(secretary, '/me/branch?branch=03')).status).toBe(404);
    for (const client of [await app.as('chair'), await app.as('committee-member', '03'), await app.as('admin')]) {
      const answer = await get(client, '/me/branch');
      expect([answer.status, answer.code]).toEqual([404, 'no-branch-role']);
    }
  });

  it('everybody is told who they are, in which roles, what waits for each, and where to look', async () => {
    const me = await get(await app.as('office-head'), '/me');
    expect(me.body).toMatchObject({
      roles: [{ role: 'office-head', from: '2020-01-01', standIn: false, name: '党委办公室负责人' }],
      links: { workQueue: '/api/v1/work-queue', changes: '/api/v1/changes' },
    });
    const queue = await get(await app.as('office-head'), '/work-queue');
    const counts = (queue.at('queues', 0, 'groups') as { act: string; count: number }[]).map(({ act, count }) => [
      act,
      count,
    ]);
    const waiting = me.at('waiting', 0, 'waiting') as { act: string; count: number }[];
    expect(waiting.map(({ act, count }) => [act, count])).toEqual(counts);
    expect(counts.length).toBeGreaterThan(0);
    expect((await get(await app.as('admin'), '/me')).body).toMatchObject({
      waiting: [],
      links: { accounts: '/api/v1/users' },
    });
    expect((await get(await app.as('branch-clerk', '03'), '/me')).at('links', 'branch')).toBe('/api/v1/me/branch');
  });
});
