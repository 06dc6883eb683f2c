import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import type { Script } from './script.js';
import { problemsOf } from './story-problems.js';

/** Said beside the life of the problem that falls behind: an instruction with its answer, a talk, a reminder. */
const chase = (script: Script, cast: Cast): void => {
  const branch = BRANCHES.find(({ problems }) => problems.some(({ path }) => path === 'overdue'));
  const problem = branch && problemsOf(branch).find(({ path }) => path === 'overdue');
  if (branch === undefined || problem === undefined) throw new Error('nothing is overdue in the story');
  const { code } = branch;
  const path = `/oversight/${problem.no}`;
  const chair = cast.as('chair');
  script.on('2024-05-13', () =>
    chair.post(`${path}/instructions`, {
      words: '请支部书记亲自过问，先把底数摸清，五月底前报我。',
      dueOn: '2024-05-31',
    }),
  );
  script.on('2024-05-27', () =>
    cast.as(`secretary.${code}`).post(`${path}/instructions/1/answer`, {
      words: '底数已经摸清，分类登记在册；登记备案仍需与属地衔接。',
      evidence: [{ kind: 'ledger', title: '摸底登记表', date: '2024-05-24', number: `${code}支〔2024〕4号` }],
    }),
  );
  script.on('2024-05-29', () => chair.post(`${path}/instructions/1/conclusion`, { words: '已阅，抓紧办理备案。' }));
  script.on('2024-10-15', () =>
    cast.as('office.clerk').post(`${path}/notes`, {
      words: '电话了解进度，支部说明备案卡在属地受理环节，商定十一月上旬上门办理。',
      with: [{ kind: 'branch', code }],
    }),
  );
  script.on('2024-12-03', () =>
    cast.as('office.clerk').post(`${path}/reminders`, { words: '整改期限已过，请尽快报送。' }),
  );
};

/** The office has something to put right itself, and is judged above itself. */
const ownProblem = (script: Script, cast: Cast): void => {
  const [head, chair] = [cast.as('office.head'), cast.as('chair')];
  const path = '/problems/2024-上级-OFFICE-01';
  script.on('2024-03-11', async () => {
    await cast.as('office.clerk').post('/problems', {
      year: 2024,
      source: 'superior',
      category: '基础工作',
      statement: '上级检查指出：党委对支部书记集中培训只发通知，没有测试和回访。',
      lead: { kind: 'office', code: 'OFFICE' },
    });
    await head.post(`${path}/dispatch`, { noticeNumber: '集团党办整改〔2024〕21号', planDueOn: '2024-03-29' });
    await head.post(`${path}/acknowledgement`);
  });
  script.on('2024-03-20', () =>
    head.post(`${path}/plan`, {
      cause: '重组织、轻效果。',
      adoptedBy: '党委办公室办公会',
      adoptedOn: '2024-03-19',
      measures: [
        {
          words: '每期培训后测试，三个月内回访一次。',
          kind: 'by-date',
          responsiblePost: '党建专责',
          dueOn: '2024-09-30',
          expectedResult: '有测试、有回访记录。',
        },
      ],
    }),
  );
  script.on('2024-03-22', () => chair.post(`${path}/plan/approval`));
  script.on('2024-09-20', () => head.post(`${path}/submission`, { summary: '两期培训均已测试并回访，记录齐全。' }));
  script.on('2024-09-25', () =>
    cast.as('deputy').post(`${path}/verification`, { finding: '抽查回访记录五份，情况属实。' }, { unit: '01' }),
  );
  script.on('2024-09-27', () => chair.post(`${path}/closure`, { conclusion: '同意销号。' }));
};

/** What the office and the chair do beside the lives of the branches' problems. */
export const oversee = (script: Script, cast: Cast): void => {
  chase(script, cast);
  ownProblem(script, cast);
};
