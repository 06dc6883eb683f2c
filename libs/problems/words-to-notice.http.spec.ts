import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { dutyMessages } from '#access/messages.js';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { adjournMeeting } from '#reviews/commands/adjourn-meeting.js';
import { ApproveProblemListHandler } from '#reviews/commands/approve-problem-list-handler.js';
import { IssueCommentHandler } from '#reviews/commands/issue-comment-handler.js';
import { mergeProblems } from '#reviews/commands/merge-problems.js';
import { raiseCommonProblem } from '#reviews/commands/raise-common-problem.js';
import { restateCommonChild } from '#reviews/commands/restate-common-child.js';
import { restateProblem } from '#reviews/commands/restate-problem.js';
import { splitProblem } from '#reviews/commands/split-problem.js';
import { reviewMessages } from '#reviews/messages.js';
import { ReportsController } from '#reviews/reports.controller.js';
import { ReviewsController } from '#reviews/reviews.controller.js';
import { WordingController } from '#reviews/wording.controller.js';
import { problemMessages } from './messages.js';
import { ProblemQueriesModule } from './problem-queries.module.js';
import { ProblemsModule } from './problems.module.js';
import { ledgerEntity, problemLedger } from './projections/ledger/ledger.projection.js';

@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    {
      provide: CommandExecutor,
      inject: [EVENT_STORE, EventSchemas],
      useFactory: (store: EventStore, schemas: EventSchemas) => new CommandExecutor(store, schemas),
    },
  ],
  exports: [CommandExecutor, CqrsModule],
})
class Commands {}

@Module({
  imports: [Commands, ProblemsModule, ProblemQueriesModule],
  controllers: [ReportsController, WordingController, ReviewsController],
  providers: [
    adjournMeeting,
    ApproveProblemListHandler,
    IssueCommentHandler,
    mergeProblems,
    raiseCommonProblem,
    restateCommonChild,
    restateProblem,
    splitProblem,
  ],
})
class Product {}

const clock = new FixedClock(new Date('2024-01-20T02:00:00Z'));
const REVIEW = '/api/v1/reviews/2023';
const PROBLEMS = `${REVIEW}/reports/03/problems`;
const NOTICE = '整改通知〔2024〕3号';

let app: ReadModelApp;
let chair: HttpClient;
let clerk: HttpClient;
let head: HttpClient;
let person: string;

const enrolled = (branch: string) =>
  event('BranchEnrolled', { year: 2023, branch, mode: 'written', commentator: person, substitutes: [] });
const delivered = (branch: string) =>
  inStream(
    `report-2023-${branch}`,
    { branch, year: 2023 },
    event('ReportDelivered', { year: 2023, branch, mode: 'written', deliveredBy: 'p', acting: false, unanswered: [] }),
  );

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: Product,
    projections: [problemLedger],
    entities: [ledgerEntity],
    messages: [dutyMessages, reviewMessages, problemMessages],
    clock,
  });
  chair = await app.as('chair');
  clerk = await app.as('office-clerk');
  head = await app.as('office-head');
  person = (await chair.get('/api/v1/me')).text('person', 'id');
  const scheduled = {
    year: 2023,
    committee: '集团党委',
    title: '述职评议会',
    plannedOn: '2024-01-20',
    presider: person,
  };
  await app.given([
    ...['03', '05'].flatMap((code) =>
      inStream(`branch-${code}`, { branch: code }, event('BranchEstablished', { code, name: `支部${code}` })),
    ),
    ...inStream<GivenEvent>(
      'review-2023',
      { year: 2023 },
      event('ReviewScheduled', scheduled),
      enrolled('03'),
      enrolled('05'),
    ),
    ...delivered('03'),
    ...delivered('05'),
  ]);
}, 60_000);

afterAll(() => app.close());

const types = (answer: Answer): readonly string[] => {
  expect([answer.status, answer.code]).toEqual([201, undefined]);
  const events = answer.at('events');
  return Array.isArray(events) ? events.map((_event, n) => answer.text('events', n, 'type')) : [];
};
const no = (n: number): string => encodeURIComponent(`2023-述职-03-0${String(n)}`);
const read = async (who: HttpClient, path: string): Promise<Answer> => {
  await app.given([]);
  return who.get(`/api/v1${path}`);
};

it('what was said at the meeting becomes the list', async () => {
  const problems = ['学习少，记录也不全', '心得流于形式', '笔记雷同'].map((statement) => ({
    statement,
    category: '思想建设',
  }));
  await chair.post(`${REVIEW}/reports/03/comments`, { problems });
  const parts = [{ statement: '学习次数不足' }, { statement: '“三会一课”记录不全', category: '组织生活' }];
  expect(types(await clerk.post(`${PROBLEMS}/${no(1)}/split`, { parts, reason: '两件事' }))).toEqual(['ProblemSplit']);
  const merging = { merged: ['2023-述职-03-03'], statement: '心得、笔记流于形式' };
  expect(types(await clerk.post(`${PROBLEMS}/${no(2)}/merger`, merging))).toEqual(['ProblemsMerged']);
  const restating = { statement: '“三会一课”记录缺第二季度党员大会', reason: '规范文字' };
  expect(types(await clerk.post(`${PROBLEMS}/${no(4)}/restatement`, restating))).toEqual(['ProblemRestated']);
  const gone = await clerk.post(`${PROBLEMS}/${no(3)}/restatement`, restating);
  expect([gone.status, gone.code]).toEqual([409, 'problem-merged']);
  const common = { statement: '批评辣味不足', category: '组织生活', units: [{ branch: '03' }, { branch: '05' }] };
  // The office enters it from the minutes.
  expect(types(await clerk.post(`${REVIEW}/common-problems`, { ...common, actor: person }))).toEqual([
    'CommonProblemRaised',
  ]);
  const [child, own] = [encodeURIComponent('2023-共性-03-01'), { statement: '三名党员以希望代替批评' }];
  expect(types(await clerk.post(`${REVIEW}/common-problems/${child}/restatement`, own))).toEqual([
    'CommonChildRestated',
  ]);
  const none = await clerk.post(`${REVIEW}/common-problems/2023-common-09-01/restatement`, own);
  expect([none.status, none.code]).toEqual([404, 'problem-not-flagged']);
  const idNumber = { statement: '张某（11010519491231002X）未参加学习' };
  expect((await clerk.post(`${PROBLEMS}/${no(1)}/restatement`, idNumber)).errors).toEqual([
    'statement: text-identity-number',
  ]);
  await clerk.post(`${REVIEW}/adjournment`);

  const { body } = await read(chair, '/reviews/2023/problem-list');
  const stand = ['review-03-01', 'review-03-02', 'review-03-04', 'common-03-01', 'common-05-01'].map(
    (id) => `2023-${id}`,
  );
  expect(body).toMatchObject({
    counts: { raised: 4, owed: 5 },
    approvals: [],
    toApprove: expect.arrayContaining(stand),
  });
  expect(body).toMatchObject({
    units: [
      {
        branch: '03',
        problems: [
          {
            no: '2023-共性-03-01',
            ...own,
            spoken: [{ id: '2023-common-01', no: '2023-共性-01', words: '批评辣味不足' }],
            common: '2023-common-01',
          },
          { no: '2023-述职-03-01', statement: '学习次数不足', spoken: [{ words: '学习少，记录也不全' }] },
          {
            statement: '心得、笔记流于形式',
            spoken: [{ words: '心得流于形式' }, { no: '2023-述职-03-03', words: '笔记雷同' }],
          },
          { statement: restating.statement, splitFrom: '2023-review-03-01', spoken: [{ words: '学习少，记录也不全' }] },
        ],
      },
      { branch: '05', problems: [{ no: '2023-共性-05-01', statement: '批评辣味不足' }] },
    ],
  });

  clock.instant = new Date('2024-01-25T02:00:00Z');
  const list = { documentNumber: '集团党发〔2024〕2号' };
  const short = await chair.post(`${REVIEW}/problem-list`, { ...list, problems: stand.slice(1) });
  expect([short.code, short.at('detail')]).toEqual([
    'problems-left-out',
    '以下问题既未列入清单也未撤销：2023-review-03-01。',
  ]);
  expect(types(await chair.post(`${REVIEW}/problem-list`, { ...list, problems: stand }))).toEqual([
    'ProblemListApproved',
  ]);
  expect((await clerk.post(`${PROBLEMS}/${no(1)}/restatement`, restating)).code).toBe('problem-already-listed');
});

it('one notice sends a unit all of its problems, once', async () => {
  const notice = { noticeNumber: NOTICE, unit: { kind: 'branch', code: '03' }, planDueOn: '2024-02-20' };
  const all = ['2023-述职-03-01', '2023-述职-03-02', '2023-共性-03-01'];
  const wrong = await head.post('/api/v1/notices', { ...notice, problems: [...all, '2023-共性-05-01'] });
  expect([wrong.status, wrong.code, wrong.at('errors', 0, 'path')]).toEqual([
    409,
    'problem-of-other-unit',
    'problems[3]',
  ]);
  const key = { 'Idempotency-Key': 'notice-3' };
  const issued = await head.post('/api/v1/notices', { ...notice, problems: all }, key);
  expect(types(issued)).toEqual(['NoticeIssued', ...all.flatMap(() => ['ProblemOpened', 'ProblemDispatched'])]);
  const again = await head.post('/api/v1/notices', { ...notice, problems: all }, key);
  expect(again.at('events')).toEqual(issued.at('events'));

  const path = `/notices/${encodeURIComponent(NOTICE)}`;
  const secretary = await app.as('branch-secretary', '03');
  await secretary.post(`/api/v1/problems/${no(1)}/acknowledgement`);
  await secretary.post(`/api/v1/problems/${no(2)}/contest`, { reason: '属工会职责' });
  expect((await read(secretary, path)).body).toMatchObject({
    items: [
      {
        noticeNumber: NOTICE,
        unit: { code: '03' },
        planDueOn: '2024-02-20',
        acknowledged: 1,
        problems: [
          { no: '2023-共性-03-01', status: { code: 'dispatched' } },
          { no: '2023-述职-03-01', status: { code: 'acknowledged' }, acknowledgedOn: '2024-01-25' },
          { status: { code: 'listed' }, contested: { reason: '属工会职责' } },
        ],
      },
    ],
  });

  const union = { kind: 'department', code: 'UNION' };
  const taken = await head.post(`/api/v1/problems/${no(2)}/dispatch`, { noticeNumber: NOTICE, lead: union });
  expect([taken.status, taken.code]).toEqual([409, 'notice-of-other-unit']);
  const sent = await head.post(`/api/v1/notices`, { noticeNumber: '4号', unit: union, problems: ['2023-述职-03-02'] });
  expect([types(sent), sent.at('events', 1, 'data', 'afterContest')]).toEqual([
    ['NoticeIssued', 'ProblemDispatched'],
    'readdressed',
  ]);
  const department = await app.as('department', 'UNION');
  // The words of a comment are for the branch and for those who oversee it.
  expect((await read(department, `/problems/${no(2)}`)).body).toMatchObject({
    statement: '心得、笔记流于形式',
    spoken: [],
  });
  expect((await read(department, '/notices?unit=UNION')).body).toMatchObject({
    items: [{ noticeNumber: '4号', problems: [{ id: '2023-review-03-02', branch: '03' }] }],
  });
});

it('a unit sees of a common problem its own part, the chair how far all are', async () => {
  const whole = await read(chair, '/common-problems/2023-common-01');
  expect(whole.body).toMatchObject({
    no: '2023-共性-01',
    statement: '批评辣味不足',
    progress: { total: 2, closed: 0 },
    units: [{ statement: '三名党员以希望代替批评' }, { statement: '批评辣味不足' }],
  });
  const own = await read(await app.as('branch-clerk', '05'), '/common-problems?raisedIn=2023');
  expect(own.body).toMatchObject({ items: [{ statement: '批评辣味不足', progress: null, units: [{ branch: '05' }] }] });
  expect(JSON.stringify(own.body)).not.toContain('common-03');
  expect((await read(await app.as('branch-clerk', '07'), '/common-problems/2023-common-01')).status).toBe(404);
});

it('what came back is tied to what it was, both ways', async () => {
  const raise = { year: 2024, branch: '03', source: 'check', category: '组织生活', statement: '记录仍不全' };
  const known = await clerk.post('/api/v1/problems', { ...raise, recurrenceOf: '2023-述职-03-09' });
  expect([known.status, known.code]).toEqual([422, 'recurrence-not-found']);
  await clerk.post('/api/v1/problems', { ...raise, recurrenceOf: '2023-述职-03-04' });
  await clerk.post('/api/v1/problems', { ...raise, recurrenceOf: '2024-督查-03-01' });
  expect((await read(chair, `/problems/${no(4)}`)).body).toMatchObject({
    recurredAs: ['2024-check-03-01'],
    recurrence: [{ no: '2024-督查-03-01', status: { code: 'listed' } }, { no: '2024-督查-03-02' }],
    spoken: [{ id: '2023-review-03-01', words: '学习少，记录也不全' }],
  });
  expect((await read(chair, '/problems/2024-check-03-02')).body).toMatchObject({
    recurrenceOf: '2024-check-03-01',
    recurrence: [{ id: '2023-review-03-04' }, { id: '2024-check-03-01' }],
  });
  const ids = async (query: string): Promise<unknown> =>
    (await read(chair, `/problems?branch=03&raisedIn=2023${query}`)).at('items');
  expect(JSON.stringify(await ids(''))).not.toContain('2023-review-03-03');
  expect(await ids('&status=merged')).toMatchObject([{ id: '2023-review-03-03' }]);
  const merged = await read(chair, `/problems/${no(3)}`);
  expect(merged.body).toMatchObject({
    status: { code: 'merged', zh: '已并入' },
    mergedInto: '2023-review-03-02',
    light: { code: 'grey' },
    actions: [],
  });
});
