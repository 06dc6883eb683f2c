import { event } from '#event-sourcing/testing/decider-kit.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer } from '#platform/testing/http-client.js';
import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { ReviewApp } from './testing/review-app.js';
import type { User } from './testing/review-app.js';

const REVIEW = '/api/v1/reviews/2023';
const REPORT = `${REVIEW}/reports/03`;
const clock = new FixedClock(new Date('2024-01-10T02:00:00Z'));

let app: ReviewApp;

const recorded = (answer: Answer): readonly string[] => {
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ events: expect.anything() })]);
  const events = answer.at('events');
  return Array.isArray(events) ? events.map((_event, n) => answer.text('events', n, 'type')) : [];
};

let clerk: User;
let head: User;
let chair: User;
let member: User;
let secretary: User;
let foreign: User;

beforeAll(async () => {
  app = await ReviewApp.start(clock);
  clerk = await app.user('clerk', 'office-clerk');
  head = await app.user('head', 'office-head');
  chair = await app.user('chair', 'chair');
  member = await app.user('member', 'committee-member', { unit: '03', affiliation: '03' });
  secretary = await app.user('secretary', 'branch-secretary', { unit: '03' });
  foreign = await app.user('foreign', 'branch-secretary', { unit: '05' });
}, 60_000);

afterAll(() => app?.close());

const earlier = event('ProblemFlagged', {
  year: 2022,
  branch: '03',
  comment: 1,
  problem: '2022-review-03-01',
  no: '2022-述职-03-01',
  statement: { text: '台账不全' },
  category: '组织建设',
  lead: { kind: 'branch', code: '03' },
});
const answers = [{ item: '2022-述职-03-01', answer: '已完成' }];
const item = { item: '履行职责', good: 5, fairlyGood: 2, fair: 1, poor: 0, abstained: 0 };
const groups = [
  { groups: ['committee-members', 'cadres'], entitledPresent: 9, issued: 9, returned: 8, invalid: 0, items: [item] },
];

it('branches, policy and calendar are set up, and the policy is read from the log', async () => {
  for (const code of ['03', '05'])
    expect(recorded(await clerk.http.post('/api/v1/branches', { code, name: `支部${code}` }))).toEqual([
      'BranchEstablished',
    ]);
  expect(recorded(await clerk.http.put('/api/v1/branches/03/name', { name: '第三党支部' }))).toEqual(['BranchRenamed']);
  const post = { post: 'secretary', person: secretary.person };
  const holders = '/api/v1/branches/03/holders';
  expect(recorded(await clerk.http.post(holders, { ...post, from: '2023-01-01' }))).toEqual(['OfficeHolderAppointed']);
  expect((await clerk.http.post(holders, { ...post, from: '2024-01-01' })).code).toBe('post-held');
  expect(recorded(await clerk.http.post('/api/v1/branches/03/releases', { ...post, until: '2024-12-31' }))).toEqual([
    'OfficeHolderReleased',
  ]);

  const reader = app.get(PolicyReader);
  expect(await reader.read('2024-01-10')).toMatchObject({ version: 0, calendarVersion: 0, policy: DEFAULT_POLICY });
  const values = { ...DEFAULT_POLICY, verifyDays: 6 };
  expect(recorded(await head.http.post('/api/v1/policy', { values, from: '2024-01-05' }))).toEqual(['PolicyAdopted']);
  const wrong = await head.http.post('/api/v1/policy', { values: { ...values, planDays: 0 }, from: '2024-01-05' });
  expect([wrong.status, wrong.errors]).toEqual([400, ['values.planDays: number-out-of-range']]);
  const days = { holidays: ['2024-02-12'], workdays: ['2024-02-04'] };
  expect(recorded(await clerk.http.post('/api/v1/calendars/2024', days))).toEqual(['CalendarPublished']);
  const notDays = await clerk.http.post('/api/v1/calendars/2024', { holidays: ['x'], workdays: [] });
  expect(notDays.errors).toEqual(['holidays[0]: not-day']);

  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const read = await reader.read('2024-01-10');
  expect([read.version, read.policy.verifyDays, read.calendarVersion]).toEqual([1, 6, 1]);
  expect(read.calendar.addWorkingDays('2024-02-02', 1)).toBe('2024-02-04');
  expect((await reader.read('2024-01-04')).version).toBe(0);
});

it('a review goes its way through HTTP, from the scheduling to the end', async () => {
  const review = { year: 2023, committee: '集团党委', title: '述职评议会', plannedOn: '2024-01-20' };
  const commentator = { commentator: chair.person, substitutes: [member.person] };
  const before: readonly (readonly [User, 'post' | 'put', string, object, readonly string[]])[] = [
    [clerk, 'post', '/api/v1/reviews', { ...review, presider: chair.person }, ['ReviewScheduled']],
    [clerk, 'post', `${REVIEW}/enrolments`, { branch: '03', mode: 'written', ...commentator }, ['BranchEnrolled']],
    [clerk, 'put', `${REVIEW}/enrolments/03/mode`, { mode: 'on-site', reason: '返岗' }, ['EnrolmentModeChanged']],
    [clerk, 'put', `${REVIEW}/enrolments/03/commentator`, commentator, ['CommentatorNamed']],
    [clerk, 'put', `${REVIEW}/opinions`, { summary: '希望加强学习' }, ['OpinionsSummarised']],
    [
      clerk,
      'post',
      `${REPORT}/answers-called-for`,
      { items: [{ item: '2022-述职-03-01' }, { item: '2022-goal-03-01' }] },
      ['AnswersCalledFor'],
    ],
    [secretary, 'post', `${REPORT}/submission`, { body: '初稿', answers }, ['ReportSubmitted']],
    [clerk, 'post', `${REPORT}/return`, { reason: '请补充' }, ['ReportReturned']],
    [secretary, 'post', `${REPORT}/submission`, { body: '定稿', answers }, ['ReportSubmitted']],
    [clerk, 'post', `${REPORT}/acceptance`, {}, ['ReportAccepted']],
  ];
  for (const [who, method, path, body, types] of before)
    expect([path, recorded(await who.http[method](path, body))]).toEqual([path, types]);

  clock.instant = new Date('2024-01-20T02:00:00Z');
  const atMeeting: typeof before = [
    [
      clerk,
      'put',
      `${REVIEW}/roster`,
      { groups: [{ group: 'cadres', due: 9, present: 8, excused: 1 }] },
      ['RosterRecorded'],
    ],
    [clerk, 'post', `${REPORT}/delivery`, { deliveredBy: secretary.person }, ['ReportDelivered']],
    [clerk, 'post', `${REPORT}/questions`, { words: '如何抓学习?' }, ['QuestionAsked']],
    [clerk, 'post', `${REPORT}/questions/1/answer`, { words: '每月一次' }, ['QuestionAnswered']],
    [chair, 'post', `${REVIEW}/summary`, { achievements: ['党建品牌'] }, ['SummaryGiven']],
    [
      chair,
      'post',
      `${REVIEW}/requirements`,
      { heading: '抓牢党建', points: ['筑牢忠诚'], addressees: { kind: 'first-responsible-persons' } },
      ['RequirementIssued'],
    ],
  ];
  for (const [who, method, path, body, types] of atMeeting)
    expect([path, recorded(await who.http[method](path, body))]).toEqual([path, types]);
  expect(recorded(await clerk.http.post(`${REVIEW}/adjournment`))).toEqual(['MeetingAdjourned']);

  clock.instant = new Date('2024-01-21T02:00:00Z');
  const said = {
    actor: chair.person,
    strengths: [{ words: '三会一课规范' }],
    directions: ['融入业务'],
    problems: [{ statement: '台账不全', category: '组织建设', recurrenceOf: '2022-述职-03-01' }],
    goals: [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-12-31' }],
  };
  expect((await clerk.http.post(`${REPORT}/comments`, said)).code).toBe('meeting-adjourned');
  const unknown = await clerk.http.post(`${REPORT}/comments`, { ...said, occurredOn: '2024-01-20' });
  expect([unknown.status, unknown.errors]).toEqual([422, ['problems[0].recurrenceOf: recurrence-not-found']]);
  await app.log.append('report-2022-03', earlier);
  const comment = await clerk.http.post(`${REPORT}/comments`, { ...said, occurredOn: '2024-01-20' });
  expect(recorded(comment)).toEqual(['CommentIssued', 'ProblemFlagged', 'GoalAssigned']);
  expect(comment.at('events', 1, 'data')).toEqual({
    year: 2023,
    branch: '03',
    comment: 1,
    problem: '2023-review-03-01',
    no: '2023-述职-03-01',
    statement: { text: '台账不全' },
    category: '组织建设',
    lead: { kind: 'branch', code: '03' },
    recurrenceOf: '2022-review-03-01',
  });
  expect(comment.at('events', 0, 'data', 'commentator')).toBe(chair.person);

  const list = { problems: ['2023-述职-03-01'], documentNumber: '2号' };
  const missing = await head.http.post(`${REVIEW}/closure`);
  expect([missing.status, missing.code]).toEqual([409, 'answers-missing']);
  const after: typeof before = [
    [chair, 'post', `${REVIEW}/problem-list`, list, ['ProblemListApproved']],
    [chair, 'post', `${REPORT}/missing-answers/2022-goal-03-01/excuse`, { reason: '已调整' }, ['MissingAnswerExcused']],
    [
      clerk,
      'post',
      `${REPORT}/appraisals`,
      { form: 'report-review', groups, countedBy: clerk.person, supervisedBy: member.person },
      ['AppraisalTallied'],
    ],
    [clerk, 'post', `${REPORT}/appraisals/report-review/1/confirmation`, {}, ['AppraisalConfirmed']],
    [head, 'post', `${REPORT}/appraisals/report-review/1/confirmation`, {}, ['AppraisalConfirmed']],
    [head, 'post', `${REVIEW}/closure`, {}, ['ReviewClosed']],
    [
      head,
      'post',
      `${REPORT}/grade`,
      {
        grade: 'good',
        meetingOn: '2024-01-21',
        minutesNumber: '3号',
        opinion: '履职扎实',
        sourcesConsidered: ['现场述职'],
      },
      ['GradeDecided'],
    ],
    [clerk, 'post', `${REPORT}/grade/feedback`, {}, ['GradeFedBack']],
  ];
  for (const [who, method, path, body, types] of after) {
    if (path.endsWith('1/confirmation') && who === head)
      expect((await member.http.post(path, body)).code).toBe('recused');
    expect([path, recorded(await who.http[method](path, body))]).toEqual([path, types]);
  }
});

it('refuses at the door whoever may not, and hides the reports of others', async () => {
  const submission = `${REPORT}/submission`;
  const hidden = await foreign.http.post(submission, { body: '报告' });
  expect([hidden.status, hidden.code]).toEqual([404, 'report-not-found']);
  expect((await clerk.http.post(submission, { body: '报告' })).status).toBe(403);
  expect((await secretary.http.post(`${REVIEW}/closure`)).status).toBe(403);
  expect((await app.app.anonymous.post(submission, { body: '报告' })).status).toBe(401);
});

it('says what is wrong with a request, in the language asked for', async () => {
  const faulty = await clerk.http.post('/api/v1/reviews', { year: 1999, committee: '', unknown: 1 });
  expect(faulty.status).toBe(400);
  expect(faulty.errors).toEqual(expect.arrayContaining(['year: number-out-of-range', 'title: field-required']));
  const unknown = await clerk.http.post('/api/v1/reviews/2031/adjournment', {}, { 'Accept-Language': 'en' });
  expect([unknown.status, unknown.at('detail')]).toEqual([404, 'There is no review of 2031.']);
  const tooLong = await secretary.http.post(`${REPORT}/submission`, { body: '字'.repeat(30_001) });
  expect(tooLong.errors).toEqual(['body: text-too-long']);
});

it('a report is submitted from its draft, which is gone then; the same again is the same', async () => {
  const year = { year: 2024, committee: '集团党委', title: '2024年度述职评议会', plannedOn: '2025-01-17' };
  const at = '/api/v1/reviews/2024';
  expect(recorded(await clerk.http.post('/api/v1/reviews', { ...year, presider: chair.person }))).toHaveLength(1);
  const enrolment = { branch: '03', mode: 'written', commentator: member.person };
  expect(recorded(await clerk.http.post(`${at}/enrolments`, enrolment))).toHaveLength(1);

  const draft = '/api/v1/drafts/report/2024-03';
  const submission = `${at}/reports/03/submission`;
  const key = { 'Idempotency-Key': 'from-draft' };
  const submit = (who = secretary, more = {}) => who.http.post(submission, { fromDraft: true, ...more }, key);
  const keep = async (content: object, headers = {}) =>
    String((await secretary.http.put(draft, { content }, headers)).headers.get('etag'));
  expect((await submit()).code).toBe('draft-not-found');
  const first = await keep({ body: '', answers: [] });
  expect((await submit()).errors).toEqual(['body: text-empty']);
  const wrong = await keep({ body: '一年来', answers: [{ item: '无', answer: '有' }] }, { 'If-Match': first });
  expect((await submit()).errors).toEqual(['answers[0].item: not-item-number']);
  await keep({ body: '一年来　党建工作', notes: '待补' }, { 'If-Match': wrong });
  expect((await submit(secretary, { body: '另写' })).errors).toEqual(['fromDraft: draft-and-body']);
  expect((await submit(foreign)).code).toBe('draft-not-found');
  const basis = { kind: 'letter', date: '2024-01-20' };
  expect((await submit(clerk, { actor: secretary.person, basis })).code).toBe('draft-not-found');
  expect((await secretary.http.get(draft)).status).toBe(200);

  const submitted = await submit();
  expect(recorded(submitted)).toEqual(['ReportSubmitted']);
  expect(submitted.at('events', 0, 'data', 'body')).toMatchObject({ text: '一年来　党建工作' });
  expect((await secretary.http.get(draft)).status).toBe(404);
  await keep({ body: '新写的' });
  expect((await submit()).body).toEqual(submitted.body);
  expect((await secretary.http.get(draft)).at('content', 'body')).toBe('新写的');
  expect((await secretary.http.post(submission, {})).errors).toEqual(['body: field-required']);
});

it('a comment is issued from its author’s draft, and a list approved from the office’s', async () => {
  const at = '/api/v1/reviews/2024';
  const draft = '/api/v1/drafts/comment/2024-03';
  const clerks = '/api/v1/drafts/problem-list/2024';
  expect(recorded(await clerk.http.post(`${at}/reports/03/delivery`, { deliveredBy: secretary.person }))).toHaveLength(
    1,
  );
  const comment = (more = {}) =>
    member.http.post(`${at}/reports/03/comments`, { fromDraft: true, ...more }, { 'Idempotency-Key': 'comment' });
  expect((await comment()).code).toBe('draft-not-found');
  const problems = [{ statement: '学习不够', category: '' }];
  const first = await member.http.put(draft, { content: { words: '扎实', problems } });
  expect((await comment()).errors).toEqual(['problems[0].category: text-empty']);
  const content = { words: '扎实', problems: [{ statement: '学习不够', category: '思想建设' }], notes: '待核' };
  await member.http.put(draft, { content }, { 'If-Match': String(first.headers.get('etag')) });
  expect((await comment({ words: '另写' })).errors).toEqual(['fromDraft: draft-and-body']);
  const issued = await comment();
  expect(recorded(issued)).toEqual(['CommentIssued', 'ProblemFlagged']);
  expect((await member.http.get(draft)).status).toBe(404);
  expect((await comment()).body).toEqual(issued.body);

  expect(recorded(await clerk.http.post(`${at}/adjournment`))).toHaveLength(1);
  await clerk.http.put(clerks, { content: { problems: ['2024-述职-03-01'], documentNumber: '3号' } });
  const approved = await chair.http.post(`${at}/problem-list`, { fromDraft: true });
  expect(recorded(approved)).toEqual(['ProblemListApproved']);
  expect(approved.at('events', 0, 'data')).toMatchObject({ problems: ['2024-review-03-01'], documentNumber: '3号' });
  expect((await clerk.http.get(clerks)).status).toBe(404);
  expect((await chair.http.post(`${at}/problem-list`, {})).errors).toEqual([
    'problems: field-required',
    'documentNumber: field-required',
  ]);
});
