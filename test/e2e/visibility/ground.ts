import type { HttpClient } from '#platform/testing/http-client.js';
import type { PlayedStory } from '../story/played-story.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';

/** Words that stand in one entry about branch 05 each, and nowhere else; `life` in one about branch 02. */
export const MARKS = {
  comment: '标记甲点评原话',
  problem: '标记乙问题表述',
  goal: '标记丙目标表述',
  tally: '标记丁测评项目',
  grade: '标记戊等次意见',
  draft: '标记己草稿文字',
  life: '标记庚进展原话',
} as const;

/** What the story lacks: a department with its problems, and the marked entries. */
export interface Ground {
  readonly problems: Readonly<Record<string, string>>;
  readonly commons: Readonly<Record<string, string>>;
  readonly notices: Readonly<Record<string, string>>;
  readonly clients: ReadonlyMap<string, HttpClient>;
  readonly user: string;
  /** An import that the office has started. */
  readonly started: string;
  readonly person: string;
}

const expectDone = async (answer: ReturnType<HttpClient['post']>): Promise<Awaited<typeof answer>> => {
  const done = await answer;
  if (done.status !== 201) throw new Error(JSON.stringify(done.body));
  return done;
};

const raise = async (story: PlayedStory, statement: string, lead: object): Promise<string> => {
  const clerk = await story.as('office.clerk');
  const head = await story.as('office.head');
  const body = { year: 2024, branch: '05', source: 'superior', category: '组织生活', statement, lead };
  const raised = await expectDone(clerk.post('/api/v1/problems', body));
  const problem = raised.text('events', 0, 'data', 'problem');
  const notice = { noticeNumber: `党办〔2025〕${statement}`, planDueOn: '2025-02-28' };
  await expectDone(head.post(`/api/v1/problems/${problem}/dispatch`, notice));
  return problem;
};

/** A problem of branch 05 whose plan names another unit: as a supporter, or to lead a measure. */
const planned = async (story: PlayedStory, statement: string, unit: object): Promise<string> => {
  const problem = await raise(story, statement, { kind: 'branch', code: '05' });
  const secretary = await story.as('secretary.05');
  await expectDone(secretary.post(`/api/v1/problems/${problem}/acknowledgement`));
  const measure = {
    words: '会同组织部核对。',
    kind: 'by-date',
    dueOn: '2025-06-30',
    responsiblePost: '组织委员',
    expectedResult: '核对一致。',
    ...unit,
  };
  const plan = { cause: '底数不清。', adoptedBy: '支委会', adoptedOn: '2025-01-17', measures: [measure] };
  await expectDone(secretary.post(`/api/v1/problems/${problem}/plan`, plan));
  return problem;
};

/** A problem told to branch 02 that is 限班子, as the office puts it right. */
const hiddenLife = async (story: PlayedStory): Promise<string> => {
  const [clerk, head, chair] = [await story.as('office.clerk'), await story.as('office.head'), await story.as('chair')];
  const lead = { kind: 'office', code: 'OFFICE' };
  const body = { year: 2024, branch: '02', source: 'superior', category: '组织生活', statement: '限班子的问题', lead };
  const raised = await expectDone(clerk.post('/api/v1/problems', { ...body, level: 'committee-only' }));
  const problem = `/api/v1/problems/${raised.text('events', 0, 'data', 'problem')}`;
  await expectDone(head.post(`${problem}/dispatch`, { noticeNumber: '党办〔2025〕限班子', planDueOn: '2025-02-28' }));
  await expectDone(head.post(`${problem}/acknowledgement`));
  const measure = {
    words: '核对。',
    kind: 'by-date',
    dueOn: '2025-06-30',
    responsiblePost: '主任',
    expectedResult: '一致',
  };
  const plan = { cause: '底数不清。', adoptedBy: '办公会', adoptedOn: '2025-01-17', measures: [measure] };
  await expectDone(head.post(`${problem}/plan`, plan));
  await expectDone(chair.post(`${problem}/plan/approval`));
  await expectDone(clerk.post(`${problem}/measures/1/progress`, { words: MARKS.life, done: false }));
  return raised.text('events', 0, 'data', 'problem');
};

const markReport = async (story: PlayedStory): Promise<void> => {
  const [chair, clerk, head] = [await story.as('chair'), await story.as('office.clerk'), await story.as('office.head')];
  const path = '/api/v1/reviews/2024/reports/05';
  const goals = [{ statement: MARKS.goal, measure: '年底前完成', dueOn: '2025-12-31' }];
  const problems = [{ statement: MARKS.problem, category: '组织生活' }];
  await expectDone(chair.post(`${path}/comments`, { leading: false, words: MARKS.comment, problems, goals }));
  const counts = { good: 9, fairlyGood: 0, fair: 0, poor: 0, abstained: 0 };
  const items = [{ item: MARKS.tally, ...counts }];
  const groups = [{ groups: ['cadres'], entitledPresent: 9, issued: 9, returned: 9, invalid: 0, items }];
  const counters = { countedBy: story.cast.person('clerk.01'), supervisedBy: story.cast.person('clerk.03') };
  await expectDone(clerk.post(`${path}/appraisals`, { form: 'democratic-appraisal', groups, ...counters }));
  const decision = { grade: 'fair', meetingOn: '2025-01-17', minutesNumber: '纪要〔2025〕1号' };
  const opinion = { opinion: MARKS.grade, sourcesConsidered: ['日常督查'] };
  await expectDone(head.post(`${path}/grade`, { ...decision, ...opinion }));
};

/** Of the reports on 2024, as if they were written anew. */
const keepDrafts = async (story: PlayedStory): Promise<void> => {
  for (const branch of ['02', '05']) {
    const content = { body: branch === '05' ? MARKS.draft : '另一份草稿' };
    const kept = await (await story.as(`secretary.${branch}`)).put(`/api/v1/drafts/report/2024-${branch}`, { content });
    if (kept.status !== 200) throw new Error(JSON.stringify(kept.body));
  }
};

const startImport = async (story: PlayedStory): Promise<string> => {
  const clerk = await story.as('office.clerk');
  const template = (await clerk.get('/api/v1/imports/templates/problems.csv')).body;
  const type = { 'Content-Type': 'text/csv' };
  const answer = await clerk.raw('POST', '/api/v1/imports?dryRun=true&kind=problems', String(template), type);
  return answer.text('id');
};

export const feedBack = async (story: PlayedStory): Promise<void> => {
  const clerk = await story.as('office.clerk');
  await expectDone(clerk.post('/api/v1/reviews/2024/reports/05/grade/feedback'));
};

/** Everything that branch 05 was told at the review of 2024. */
export const removeMarked = async (story: PlayedStory): Promise<void> => {
  const [chair, head] = [await story.as('chair'), await story.as('office.head')];
  const timeline = await head.get('/api/v1/branches/05/timeline?limit=200');
  const { items } = timeline.body as { readonly items: readonly { stream: string; revision: number }[] };
  const words = [MARKS.comment, MARKS.problem, MARKS.goal, MARKS.grade];
  const marked = items.filter((item) => words.some((each) => JSON.stringify(item).includes(each)));
  if (marked.length !== words.length) throw new Error(`${String(marked.length)} entries are marked`);
  for (const { stream, revision } of marked) {
    const path = `/api/v1/entries/${stream}/${String(revision)}/text-removals`;
    await expectDone(head.post(path, { ground: 'wrong-file', reason: '误传' }));
    await expectDone(chair.post(`${path}/confirmation`, {}));
  }
};

/** Common problems of the review to come: none of branch 02. */
const hiddenCommon = async (story: PlayedStory): Promise<string> => {
  const common = {
    statement: '限班子共性',
    category: '组织生活',
    units: [{ branch: '02' }, { branch: '06' }],
    level: 'committee-only',
  };
  const raised = await expectDone((await story.as('chair')).post('/api/v1/reviews/2025/common-problems', common));
  return raised.text('events', 0, 'data', 'common');
};

const raiseCommon = async (story: PlayedStory): Promise<string> => {
  const [clerk, chair] = [await story.as('office.clerk'), await story.as('chair')];
  const review = { year: 2025, committee: '集团党委', title: '2025年度述职评议会', plannedOn: '2026-01-16' };
  await expectDone(clerk.post('/api/v1/reviews', { ...review, presider: story.cast.person('chair') }));
  const common = { statement: '两支部共性', category: '组织生活', units: [{ branch: '05' }, { branch: '06' }] };
  const raised = await expectDone(chair.post('/api/v1/reviews/2025/common-problems', common));
  return raised.text('events', 0, 'data', 'common');
};

export const prepareGround = async (story: PlayedStory): Promise<Ground> => {
  const grants = [{ role: 'department', unit: 'ORG', from: '2023-12-01' }];
  const users = [
    { login: 'department.ORG', name: '组织部', password: PASSWORD, grants },
    { login: 'outsider', name: '无关人员', password: PASSWORD, grants: [] },
  ];
  const hired = await expectDone((await story.as('admin')).post('/api/v1/users', { users }));
  await markReport(story);
  await keepDrafts(story);
  return {
    problems: {
      own: '2023-review-02-01',
      foreign: '2023-review-05-01',
      led: await raise(story, '他支部牵头', { kind: 'branch', code: '02' }),
      'committee only': await hiddenLife(story),
      'led by a department': await raise(story, '部门牵头', { kind: 'department', code: 'ORG' }),
      'led by the office': await raise(story, '办公室牵头', { kind: 'office', code: 'OFFICE' }),
      'supported by a department': await planned(story, '部门配合', {
        supportingUnits: [{ kind: 'department', code: 'ORG' }],
      }),
      'with a measure led by own': await planned(story, '措施由他支部牵头', {
        leadUnit: { kind: 'branch', code: '02' },
      }),
    },
    commons: {
      own: '2023-common-01',
      foreign: await raiseCommon(story),
      'committee only': await hiddenCommon(story),
    },
    notices: {
      own: '集团党办整改〔2024〕2号',
      foreign: '集团党办整改〔2024〕5号',
      'committee only': '党办〔2025〕限班子',
      'led by a department': '党办〔2025〕部门牵头',
    },
    clients: new Map(
      await Promise.all(users.map(async ({ login }) => [login, await story.signIn(login, PASSWORD)] as const)),
    ),
    user: hired.text('users', 0, 'id'),
    started: await startImport(story),
    person: story.cast.person('chair'),
  };
};
