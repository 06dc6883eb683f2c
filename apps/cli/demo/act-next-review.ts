import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import type { Script } from './script.js';
import { REQUIREMENTS } from './story-meeting.js';
import { problemsOf } from './story-problems.js';
import type { BranchStory, Path } from './story-types.js';

const twoDigits = (n: number): string => String(n).padStart(2, '0');

const ANSWERS: Readonly<Record<Path, string>> = {
  closed: '已完成整改并销号，做法已固化为制度。',
  'closed-after-return': '补齐缺失记录后已销号，今后按统一模板执行。',
  'closed-with-extension': '经批准延期后已完成并销号。',
  'at-once': '立行立改，已于二月销号。',
  standing: '已完成并长期坚持，每半年复核一次。',
  readdressed: '签收后按期整改，已销号。',
  reopened: '抽查又发现问题，已重新整改，三月底前完成。',
  submitted: '措施已落实，已报请核验。',
  verified: '已通过核验，等待销号。',
  'in-progress': '正在按方案推进，一月下旬完成。',
  behind: '人员配备尚未到位，已报请支持。',
  overdue: '底数已经摸清，登记备案尚未完成，未能按期，正在补办。',
  withdrawn: '',
};

/** What the last review raised with a branch, and its answer to each. */
const answersOf = (branch: BranchStory): { item: string; answer: string }[] => [
  ...problemsOf(branch).flatMap(({ no, path }) => (path === 'withdrawn' ? [] : [{ item: no, answer: ANSWERS[path] }])),
  ...branch.goals.map(({ outcome }, index) => ({
    item: `2023-目标-${branch.code}-${twoDigits(index + 1)}`,
    answer: outcome === undefined ? '年底前完成，材料正在整理。' : '已完成自评并经认定。',
  })),
  ...REQUIREMENTS.map((_, index) => ({
    item: `2023-要求-${twoDigits(index + 1)}`,
    answer: '已认领并落实到支部全年工作。',
  })),
];

/** A short comment; what was not seen through comes back as a problem. */
const commentOf = ({ code, problems, directions }: BranchStory): object => {
  const late = problems.findIndex(({ path }) => path === 'overdue' || path === 'behind');
  return {
    strengths: [{ words: '对上年点评逐项作了回应，整改态度端正。' }],
    directions: directions.slice(0, 1),
    ...(late < 0
      ? {}
      : {
          problems: [
            {
              statement: `上年指出的问题未按期见效：${problems[late]?.statement ?? ''}`,
              category: problems[late]?.category,
              recurrenceOf: `2023-述职-${code}-${twoDigits(late + 1)}`,
            },
          ],
        }),
  };
};

/** The review of 2024, reported from drafts: every branch answers for every item raised a year ago; one leaves two unanswered. */
export const meetAgain = (script: Script, cast: Cast): void => {
  const clerk = cast.as('office.clerk');
  script.on('2024-12-23', async () => {
    await clerk.post('/reviews', {
      year: 2024,
      committee: '集团党委',
      title: '2024年度党支部书记抓基层党建述职评议会',
      plannedOn: '2025-01-17',
      place: '集团三楼会议室',
      presider: cast.person('chair'),
    });
    for (const [index, branch] of BRANCHES.entries()) {
      await clerk.post('/reviews/2024/enrolments', {
        branch: branch.code,
        mode: index < 4 ? 'written' : 'on-site',
        commentator: cast.person('chair'),
      });
      await clerk.post(`/reviews/2024/reports/${branch.code}/answers-called-for`, {
        items: answersOf(branch).map(({ item }) => ({ item })),
      });
    }
  });
  for (const [index, branch] of BRANCHES.entries()) {
    const path = `/reviews/2024/reports/${branch.code}`;
    const answers = answersOf(branch);
    const secretary = cast.as(`secretary.${branch.code}`);
    script.on('2025-01-06', () =>
      secretary.put(`/drafts/report/2024-${branch.code}`, {
        content: {
          body: `对照上年点评逐项回应。\n一、问题整改情况见逐项回应。\n二、新的一年继续围绕“${branch.directions[0] ?? ''}”用力。`,
          answers: branch.code === '07' ? answers.slice(0, -2) : answers,
        },
      }),
    );
    script.on('2025-01-08', () => secretary.post(`${path}/submission`, { fromDraft: true }));
    script.on('2025-01-10', () => clerk.post(`${path}/acceptance`));
    script.on('2025-01-17', async () => {
      await clerk.post(`${path}/delivery`, { deliveredBy: cast.person(`secretary.${branch.code}`), seq: index + 1 });
      await cast.as('chair').post(`${path}/comments`, { ...commentOf(branch), seq: index + 1 });
    });
  }
  script.on('2025-01-17', async () => {
    await clerk.post('/reviews/2024/adjournment', { seq: 40 });
    await clerk.put('/drafts/minutes/2024', {
      content: { title: '2024年度述职评议会纪要', points: ['会议听取九个党支部书记述职'] },
    });
  });
};
