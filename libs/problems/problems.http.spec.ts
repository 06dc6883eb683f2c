import { Module } from '@nestjs/common';
import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { draftEntities } from '#drafts/draft.entity.js';
import { DraftsModule } from '#drafts/drafts.module.js';
import { draftMessages } from '#drafts/messages.js';
import { Drafts1700000000200 } from '#drafts/schema-migration.js';
import { EventSourcingModule } from '#event-sourcing/event-sourcing.module.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/decider-kit.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { TestApp } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { problemMessages } from './messages.js';
import { ProblemsModule } from './problems.module.js';
import { FLAGGED_DATA, ID } from './testing/lives.js';

const PASSWORD = 'Correct-Horse-7-Battery';
const PATH = `/api/v1/problems/${encodeURIComponent('2023-述职-03-02')}`;
const ACTIONS = '/api/v1/problems/actions';

let database: TestDatabase;
let log: TestLog;
let app: TestApp;

@Module({ imports: [ProblemsModule] })
class Product {}

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  await log.append('branch-03', event('BranchEstablished', { code: '03', name: '第三党支部' }));
  await log.append('report-2023-03', event('ProblemFlagged', FLAGGED_DATA));
  await log.append(
    'review-2023',
    event('ProblemListApproved', { year: 2023, approvedOn: '2024-01-25', documentNumber: '1', problems: [ID] }),
  );
  app = await startTestApp({
    imports: [EventSourcingModule.of(log.store, new EventSchemas({})), DraftsModule, Product],
    entities: draftEntities,
    migrations: [Drafts1700000000200],
    messages: [draftMessages, dutyMessages, problemMessages],
  });
});

afterAll(async () => {
  await app.close();
  await log.close();
  await database.drop();
});

const user = async (login: string, role: Role, unit?: string): Promise<HttpClient> => {
  const grant = { role, from: '2024-01-01', ...(unit === undefined ? {} : { unit }) };
  const created = await app.admin.post('/api/v1/users', {
    users: [{ login, name: login, password: PASSWORD, grants: [grant] }],
  });
  expect(created).toMatchObject({ status: 201 });
  return app.anonymous.signIn(login, PASSWORD);
};

it('a problem goes its way through HTTP, from the notice to the end', async () => {
  const head = await user('head', 'office-head');
  const other = await user('other-head', 'office-head');
  const clerk = await user('clerk', 'office-clerk');
  const secretary = await user('secretary', 'branch-secretary', '03');
  const foreign = await user('foreign', 'branch-secretary', '05');
  const evidence = [{ kind: 'document', title: '台账', date: '2024-02-28' }];
  const steps: readonly (readonly [HttpClient, string, object, readonly string[]])[] = [
    [head, 'dispatch', { noticeNumber: '1号', planDueOn: '2024-03-20' }, ['ProblemOpened', 'ProblemDispatched']],
    [secretary, 'contest', { reason: '应由五支部牵头' }, ['DispatchContested']],
    [head, 'dispatch', { noticeNumber: '2号' }, ['ProblemDispatched']],
    [secretary, 'acknowledgement', {}, ['DispatchAcknowledged']],
    [
      secretary,
      'plan',
      {
        cause: '制度不健全',
        adoptedBy: '支部委员会',
        adoptedOn: '2024-02-28',
        measures: [
          {
            words: '每月核对',
            kind: 'by-date',
            responsiblePost: '组织委员',
            dueOn: '2024-06-30',
            expectedResult: '齐全',
            supportingUnits: [{ kind: 'department', code: 'HR' }],
          },
        ],
      },
      ['PlanSubmitted'],
    ],
    [head, 'plan/approval', {}, ['PlanApproved']],
    [secretary, 'measures/1/progress', { words: '一季度已核对', done: true, evidence }, ['MeasureProgressed']],
    [secretary, 'extensions', { dueOn: '2024-08-31', reason: '系统推迟' }, ['ExtensionRequested']],
    [head, 'extensions/1/grant', {}, ['ExtensionGranted']],
    [secretary, 'extensions', { dueOn: '2024-09-30', reason: '再推迟' }, ['ExtensionRequested']],
    [secretary, 'submission', { summary: '已整改', evidence }, ['RectificationSubmitted']],
    [secretary, 'submission/withdrawal', {}, ['SubmissionTakenBack']],
    [secretary, 'submission', { summary: '已整改' }, ['RectificationSubmitted']],
    [clerk, 'return', { reason: '不彻底' }, ['RectificationReturned']],
    [secretary, 'submission', { summary: '已整改' }, ['RectificationSubmitted']],
    [clerk, 'verification', { finding: '属实' }, ['RectificationVerified']],
    [other, 'closure/refusal', { reason: '制度未印发' }, ['CloseRefused']],
    [secretary, 'submission', { summary: '已印发' }, ['RectificationSubmitted']],
    [clerk, 'verification', { finding: '属实' }, ['RectificationVerified']],
    [other, 'closure', { conclusion: '同意销号' }, ['ProblemClosed']],
    [other, 'reopening', { reason: '反弹', dueOn: '2024-12-31' }, ['ProblemReopened']],
  ];

  const early = await foreign.post(`${PATH}/acknowledgement`, {});
  expect([early.status, early.code]).toEqual([404, 'problem-not-found']);

  let length = 0;
  for (const [client, path, body, types] of steps) {
    const answer = await client.post(`${PATH}/${path}`, body);
    expect([path, answer.status, answer.code]).toEqual([path, 201, undefined]);
    length += types.length;
    expect(types.map((_, n) => answer.at('events', n, 'type'))).toEqual(types);
    expect(answer.at('events', types.length)).toBeUndefined();
    expect(answer.headers.get('etag')).toBe(`"${String(length)}"`);
  }

  const twice = await secretary.post(`${PATH}/acknowledgement`, {}, { 'Accept-Language': 'en' });
  expect([twice.status, twice.code, twice.at('detail')]).toEqual([
    409,
    'problem-not-in-status',
    'The problem is in-progress; this takes one that is dispatched.',
  ]);
});

it('a problem that is not from a review is raised, and dispatched by its number', async () => {
  const office = await user('office', 'office-head');
  const request = { year: 2024, branch: '03', source: 'check', category: '组织生活', statement: '记录不全。' };
  const raised = await office.post('/api/v1/problems', request, { 'Idempotency-Key': 'k1' });
  const again = await office.post('/api/v1/problems', request, { 'Idempotency-Key': 'k1' });
  expect([raised.status, again.status]).toEqual([201, 201]);
  expect(again.at('events', 0, 'id')).toBe(raised.text('events', 0, 'id'));
  const no = encodeURIComponent('2024-督查-03-01');
  const sent = await office.post(`/api/v1/problems/${no}/dispatch`, { noticeNumber: '3号' });
  expect([sent.status, sent.at('events', 0, 'data', 'planDueOn')]).toEqual([201, '2024-03-27']);

  const { branch: _none, ...own } = request;
  const nobodys = await office.post('/api/v1/problems', own);
  expect([nobodys.status, nobodys.errors]).toEqual([422, ['branch: branch-required']]);
  const ours = await office.post('/api/v1/problems', { ...own, lead: { kind: 'office', code: 'OFFICE' } });
  expect([ours.status, ours.at('events', 0, 'data', 'no')]).toEqual([201, '2024-督查-OFFICE-01']);
});

it('what is wrong with a request is told by field', async () => {
  const office = await user('office-2', 'office-head');
  const answer = await office.post('/api/v1/problems', { year: 2024, branch: '03', source: 'review', category: '' });
  expect(answer.status).toBe(400);
  expect([...answer.errors].sort()).toEqual([
    'category: text-empty',
    'source: not-one-of',
    'statement: field-required',
  ]);
});

/** Problem and outcome, or code of the refusal, of each item. */
const outcomes = (answer: Answer): readonly string[] => {
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ items: expect.anything() })]);
  const items = answer.at('items');
  return Array.isArray(items)
    ? items.map((_item, n) => {
        const refused = answer.at('items', n, 'outcome') === 'refused';
        return `${answer.text('items', n, 'problem')}: ${answer.text('items', n, ...(refused ? ['refusal', 'code'] : ['outcome']))}`;
      })
    : [];
};

it('one act is done to many problems, each for itself, once under its key', async () => {
  const head = await user('batch-head', 'office-head');
  const secretary = await user('batch-secretary', 'branch-secretary', '03');
  const problems: string[] = [];
  for (const statement of ['一', '二', '三']) {
    const raised = {
      year: 2024,
      branch: '03',
      source: 'check',
      category: '组织生活',
      statement,
      occurredOn: '2024-02-27',
    };
    problems.push((await head.post('/api/v1/problems', raised)).text('events', 0, 'data', 'problem'));
  }
  const [first = '', second = '', third = ''] = problems;
  const dispatch = {
    act: 'dispatch-problem',
    noticeNumber: '1号',
    basis: { kind: 'minutes', date: '2024-01-01' },
    items: [
      { problem: first, occurredOn: '2024-02-28' },
      { problem: second, noticeNumber: '2号', ifMatch: 7 },
      { problem: third, planDueOn: '下月' },
      { problem: '2024-check-03-99' },
    ],
  };
  const expected = [
    `${first}: done`,
    `${second}: changed-meanwhile`,
    `${third}: request-invalid`,
    '2024-check-03-99: problem-not-found',
  ];
  const before = await log.store.head();
  expect(outcomes(await head.post(`${ACTIONS}?dryRun=true`, dispatch))).toEqual(expected);
  expect(await log.store.head()).toBe(before);
  const key = { 'Idempotency-Key': 'dispatch-all' };
  const done = await head.post(ACTIONS, dispatch, key);
  expect(outcomes(done)).toEqual(expected);
  expect(done.headers.get('log-position')).toBe(await log.store.head());
  expect(done.at('items', 2, 'refusal', 'errors', 0, 'path')).toBe('planDueOn');
  expect(done.at('items', 0, 'lateEntry')).toEqual({ occurredOn: '2024-02-28', days: 2, pastGrace: false });

  const again = await head.post(ACTIONS, dispatch, key);
  expect([again.status, again.body]).toEqual([200, done.body]);
  const [one, ...rest] = dispatch.items;
  const other = await head.post(ACTIONS, { ...dispatch, items: [{ problem: third }, ...rest, one] }, key);
  expect([other.status, other.code]).toEqual([422, 'idempotency-key-reused']);
  expect(await log.store.head()).toBe(done.headers.get('log-position'));
  const left = { ...dispatch, items: [{ problem: third }, { problem: second, ifMatch: 1 }] };
  expect(outcomes(await head.post(ACTIONS, left))).toEqual([third, second].map((id) => `${id}: done`));
  const slice = await log.store.readStream(`problem-${first}`);
  expect(slice.status === 'found' ? slice.events.map(({ type }) => type) : []).toEqual([
    'ProblemRaised',
    'ProblemDispatched',
  ]);
  expect(slice.status === 'found' && slice.events[1]?.envelope.metadata.basis).toEqual(dispatch.basis);

  const elsewhere = await head.post(ACTIONS, { ...dispatch, items: [{ problem: third }] }, key);
  expect([elsewhere.status, elsewhere.code]).toEqual([422, 'idempotency-key-reused']);

  expect((await secretary.post(ACTIONS, dispatch)).status).toBe(403);
  const foreign = await user('batch-foreign', 'branch-secretary', '05');
  const acknowledge = { act: 'acknowledge-dispatch', items: problems.map((problem) => ({ problem })) };
  expect(outcomes(await foreign.post(ACTIONS, acknowledge))).toEqual(problems.map((id) => `${id}: problem-not-found`));
  const nothing = { 'Idempotency-Key': 'acknowledge-all' };
  const early = { ...acknowledge, occurredOn: '2024-02-27' };
  expect(outcomes(await secretary.post(ACTIONS, early, nothing))).toEqual(
    problems.map((id) => `${id}: occurred-before-last-step`),
  );
  const acknowledged = await secretary.post(ACTIONS, acknowledge, nothing);
  expect(outcomes(acknowledged)).toEqual(problems.map((id) => `${id}: done`));
  expect(acknowledged.at('items', 0, 'lateEntry')).toBeUndefined();
  expect((await head.post(ACTIONS, { act: 'nothing', items: [] })).errors).toEqual([
    'act: not-one-of',
    'items: list-too-short',
  ]);
});

it('a plan is submitted from its unit’s draft, and not among others', async () => {
  const [head, clerk] = [await user('draft-head', 'office-head'), await user('draft-clerk', 'branch-clerk', '03')];
  const secretary = await user('draft-secretary', 'branch-secretary', '03');
  const raised = { year: 2024, branch: '03', source: 'opinion', category: '组织生活', statement: '意见' };
  const problem = (await head.post('/api/v1/problems', raised)).text('events', 0, 'data', 'problem');
  await head.post(`/api/v1/problems/${problem}/dispatch`, { noticeNumber: '9号' });
  await secretary.post(`/api/v1/problems/${problem}/acknowledgement`);
  const measure = {
    words: '每月核对',
    kind: 'by-date',
    dueOn: '2024-06-30',
    responsiblePost: '委员',
    expectedResult: '齐',
  };
  const content = { cause: '制度不全', adoptedBy: '支委会', adoptedOn: '2024-03-01', measures: [measure] };
  const draft = `/api/v1/drafts/plan/${problem}`;
  expect((await clerk.put(draft, { content })).status).toBe(200);
  const many = { act: 'submit-plan', items: [{ problem, fromDraft: true }] };
  expect(outcomes(await secretary.post(`${ACTIONS}?dryRun=true`, many))).toEqual([`${problem}: draft-in-batch`]);
  expect((await secretary.get(draft)).status).toBe(200);
  const plan = (body: object) => secretary.post(`/api/v1/problems/${problem}/plan`, body);
  expect((await plan({ fromDraft: true, cause: '另写' })).errors).toEqual(['fromDraft: draft-and-body']);
  expect((await plan({ cause: '只有原因' })).errors.toSorted()).toEqual([
    'adoptedBy: field-required',
    'adoptedOn: field-required',
    'measures: field-required',
  ]);
  const submitted = await plan({ fromDraft: true });
  expect([submitted.status, submitted.at('events', 0, 'data', 'cause')]).toEqual([201, { text: '制度不全' }]);
  expect((await secretary.get(draft)).status).toBe(404);
});
