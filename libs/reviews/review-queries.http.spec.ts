import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Role } from '#access/roles.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { freeText as t } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { PersonEntity } from '#platform/auth/entities.js';
import { ExportsModule } from '#platform/exports/exports.module.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { branchNameEntity, branchNames } from './projections/branch-names/branch-names.projection.js';
import { overview, overviewEntity } from './projections/overview/overview.projection.js';
import { reviewEntity, reviews } from './projections/reviews/reviews.projection.js';
import { Prints } from './queries/prints.js';
import { ReviewReader } from './queries/review-reader.js';
import { ReviewQueriesController } from './review-queries.controller.js';

@Module({ imports: [ExportsModule], controllers: [ReviewQueriesController], providers: [Prints, ReviewReader] })
class QueriesModule {}

const chairPerson = randomUUID();
let app: ReadModelApp;

/** The same story, told of a chair who has a name. */
const story = JSON.parse(JSON.stringify(TWO_YEARS).replaceAll('p-chair', chairPerson)) as readonly GivenEvent[];

const meeting = inStream<GivenEvent>(
  'review-2023',
  { year: 2023 },
  event('RosterRecorded', {
    year: 2023,
    groups: [
      { group: 'committee-members', due: 7, present: 6, excused: 1 },
      { group: 'grassroots-members', due: 30, present: 30, excused: 0 },
    ],
  }),
  event('SummaryGiven', { year: 2023, achievements: [t('党建工作 *稳步* 提升')] }),
  event('OpinionsSummarised', { year: 2023, summary: t('意见汇总') }),
  event('RequirementIssued', {
    year: 2023,
    requirement: '2023-requirement-02',
    no: '2023-要求-02',
    number: 2,
    heading: t('只对五支部'),
    points: [],
    addressees: { kind: 'branches', codes: ['05'] },
    units: ['05'],
  }),
);

const votes = inStream<GivenEvent>(
  'report-2023-03',
  { branch: '03', year: 2023 },
  event('QuestionAsked', { year: 2023, branch: '03', question: 1, words: t('台账为何不全？') }),
  event('AppraisalTallied', {
    year: 2023,
    branch: '03',
    form: 'report-review',
    groups: [
      {
        groups: ['committee-members'],
        entitledPresent: 6,
        issued: 6,
        returned: 6,
        invalid: 0,
        items: [{ item: '总体', good: 5, fairlyGood: 1, fair: 0, poor: 0, abstained: 0 }],
      },
      {
        groups: ['grassroots-members'],
        entitledPresent: 30,
        issued: 30,
        returned: 29,
        invalid: 1,
        items: [{ item: '总体', good: 20, fairlyGood: 5, fair: 2, poor: 0, abstained: 1 }],
      },
    ],
    countedBy: '甲',
    supervisedBy: '乙',
    tally: 1,
  }),
);

const as = (role: Role, unit?: string): Promise<HttpClient> => app.as(role, unit);
const get = (client: HttpClient, path: string, headers: Record<string, string> = {}) =>
  client.get(`/api/v1${path}`, headers);

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: QueriesModule,
    projections: [reviews, overview, branchNames],
    entities: [reviewEntity, overviewEntity, branchNameEntity],
  });
  await app.app.get(DataSource).getRepository(PersonEntity).insert({ id: chairPerson, name: '吴书记' });
  await app.given([...story, ...meeting, ...votes]);
}, 60_000);

afterAll(() => app.close());

describe('a review', () => {
  it('is read whole by the office', async () => {
    const answer = await get(await as('office-clerk'), '/reviews/2023');
    expect(answer.headers.get('ETag')).toBe('"10"');
    expect(answer.body).toMatchObject({
      presider: '吴书记',
      roster: { total: { due: 37, present: 36, excused: 1 } },
      opinions: '意见汇总',
      adjournedOn: '2024-01-18',
      requirements: [{ units: ['03', '05'] }, { units: ['05'] }],
      problemLists: [{ problems: ['2023-review-03-01', '2023-review-03-02', '2023-review-05-01'] }],
    });
  });

  it('shows a branch the common part, the requirements addressed to it and its own problems', async () => {
    const answer = await get(await as('branch-secretary', '03'), '/reviews/2023');
    expect(answer.body).toMatchObject({
      opinions: null,
      achievements: ['党建工作 *稳步* 提升'],
      problemLists: [{ problems: ['2023-review-03-01', '2023-review-03-02'] }],
    });
    expect(answer.at('requirements')).toMatchObject([{ no: '2023-要求-01', units: ['03'] }]);
    expect(JSON.stringify(answer.body)).not.toContain('只对五支部');
  });

  it('is listed, the newest first; one that was never scheduled is not found', async () => {
    const list = await get(await as('auditor'), '/reviews');
    expect((list.body as { items: { year: number }[] }).items.map(({ year }) => year)).toEqual([2024, 2023]);
    expect((await get(await as('auditor'), '/reviews/2030')).status).toBe(404);
    expect((await get(await as('department', '03'), '/reviews')).status).toBe(403);
  });
});

describe('the overview', () => {
  it('has a row per branch in the order of codes, with grades for office and chair only', async () => {
    const rows = (await get(await as('chair'), '/reviews/2023/overview')).body as { items: object[] };
    expect(rows.items).toMatchObject([
      { branch: '03', name: '第三党支部', status: 'delivered', problems: 2, goals: 1, talliesOpen: 1, grade: 'good' },
      { branch: '05', name: '第五党支部', status: 'delivered', problems: 1, goals: 0, grade: 'fair' },
    ]);
    const audited = await get(await as('auditor'), '/reviews/2023/overview');
    expect(JSON.stringify(audited.body)).not.toMatch(/"grade":|"fair"/);
    expect(audited.at('items', 1, 'gradeDecidedOn')).toBeNull();
  });

  it('shows a branch its own row', async () => {
    const rows = (await get(await as('branch-clerk', '05'), '/reviews/2023/overview')).body as { items: object[] };
    expect(rows.items).toMatchObject([{ branch: '05', talliesOpen: 0 }]);
  });
});

describe('a report', () => {
  it('has its ETag, its comments and, for its branch, the grade that was fed back but no votes', async () => {
    const answer = await get(await as('branch-secretary', '03'), '/reviews/2023/reports/03');
    expect(answer.headers.get('ETag')).toBe('"13"');
    expect(answer.body).toMatchObject({
      status: 'delivered',
      body: '一年来，党费收缴及时。问题有二。',
      given: [{ commentator: '吴书记', problems: [{ no: '2023-述职-03-01' }, { no: '2023-述职-03-02' }] }],
      questionsAndAnswers: [{ question: 1, answer: null }],
      grade: { grade: 'good' },
      tallies: null,
    });
  });

  it('keeps a grade that was not fed back from its branch', async () => {
    const own = await get(await as('branch-secretary', '05'), '/reviews/2023/reports/05');
    expect(own.at('grade')).toBeNull();
    expect(own.at('gradeDecidedOn')).toBeNull();
    expect((await get(await as('office-head'), '/reviews/2023/reports/05')).at('grade', 'grade')).toBe('fair');
  });

  it('shows an auditor the votes as totals, the office by group', async () => {
    const totals = {
      entitledPresent: 36,
      issued: 36,
      returned: 35,
      invalid: 1,
      items: [{ item: '总体', good: 25, fairlyGood: 6, fair: 2, poor: 0, abstained: 1 }],
    };
    const audited = await get(await as('auditor'), '/reviews/2023/reports/03');
    expect(audited.at('tallies', 0, 'totals')).toEqual(totals);
    expect(audited.at('tallies', 0, 'groups')).toBeUndefined();
    const counted = await get(await as('office-clerk'), '/reviews/2023/reports/03');
    expect(counted.at('tallies', 0, 'groups', 1, 'returned')).toBe(29);
  });

  it('of another branch is not found', async () => {
    expect((await get(await as('branch-secretary', '05'), '/reviews/2023/reports/03')).status).toBe(404);
  });
});

describe('the minutes', () => {
  it('are whole for the annual review', async () => {
    const answer = await get(await as('annual-review'), '/reviews/2023/minutes');
    expect(answer.body).toMatchObject({
      scope: 'whole',
      presider: '吴书记',
      reported: { 'on-site': 1, video: 0, written: 1 },
      reports: [
        { branch: '03', votes: [{ issued: 36, returned: 35, invalid: 1 }] },
        { branch: '05', acting: true },
      ],
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/good|"fair"/);
  });

  it('are for a branch the common part and its own', async () => {
    const answer = await get(await as('branch-secretary', '05'), '/reviews/2023/minutes');
    expect(answer.body).toMatchObject({
      scope: 'own',
      reported: { 'on-site': 1, video: 0, written: 1 },
      roster: { total: { present: 36 } },
      reports: [{ branch: '05', votes: null }],
    });
    expect(JSON.stringify(answer.body)).not.toContain('党费收缴台账不全');
  });

  it('come as a text to print, in the language that is preferred', async () => {
    const chair = await as('chair');
    const zh = await get(chair, '/reviews/2023/minutes', { Accept: 'text/markdown' });
    expect(zh.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8');
    expect(zh.body).toContain('# 2023年度述职评议会 会议纪要');
    expect(zh.body).toContain(String.raw`- 党建工作 \*稳步\* 提升`);
    expect(zh.body).toContain('1. 2023-述职-03-01 党费收缴台账不全');
    const en = await get(chair, '/reviews/2023/minutes', { Accept: 'text/markdown', 'Accept-Language': 'en' });
    expect(en.body).toContain('- Present: 36 (committee members 6, grassroots members 30)');
    expect(en.body).toMatch(/^\*\*Internal\*\* · .+ · \d{4}-\d\d-\d\d$/m);
    await get(chair, '/reviews/2023/minutes');
    const log = (await get(await as('auditor'), '/exports')).at('items');
    expect(log).toMatchObject([1, 2].map(() => ({ what: 'reviews/minutes', filter: { year: 2023 }, by: 'chair' })));
  });
});
