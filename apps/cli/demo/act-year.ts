import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import { followGoals } from './act-goals.js';
import { PLAN_DUE, ProblemYear } from './problem-year.js';
import type { Script } from './script.js';
import { noticeOf, problemsOf } from './story-problems.js';
import type { NumberedProblem } from './story-problems.js';
import type { Path } from './story-types.js';

const RECTIFIED = '2024-06-28';

/** What happens to a problem after its plan stands, by its path. Dates are working days. */
const PATHS: Readonly<Record<Path, (year: ProblemYear) => void>> = {
  closed: (year) =>
    year.planned(RECTIFIED).progress('2024-04-12').submit('2024-06-14').verify('2024-06-24').close('2024-06-27'),
  'closed-after-return': (year) =>
    year
      .planned('2024-06-28')
      .progress('2024-05-10')
      .submit('2024-06-12')
      .sendBack('2024-06-20', '外地项目点仍有两份记录缺失，请补齐。')
      .submit('2024-07-05')
      .verify('2024-07-12')
      .close('2024-07-18'),
  'closed-with-extension': (year) =>
    year
      .planned('2024-05-31')
      .extend('2024-05-20', '2024-08-30', '培养联系人随项目调动，需重新安排考察。', '2024-05-22')
      .progress('2024-07-12')
      .submit('2024-08-20')
      .verify('2024-08-28')
      .close('2024-09-02'),
  'at-once': (year) => year.dispatched().submit('2024-02-02').verify('2024-02-06').close('2024-02-08'),
  standing: (year) =>
    year
      .planned('2024-06-28', 'standing')
      .progress('2024-05-24')
      .submit('2024-06-21')
      .verify('2024-06-28')
      .keepUp('2024-07-03')
      .note('2024-12-20', '下半年逐项复核风险点台账，未发现遗漏。'),
  readdressed: (year) =>
    year
      .contested('换届材料由上届委员会保管，请核实责任单位。')
      .planned(RECTIFIED, 'by-date', '2024-02-20')
      .submit('2024-06-07')
      .verify('2024-06-18')
      .close('2024-06-21'),
  reopened: (year) =>
    year
      .planned(RECTIFIED)
      .submit('2024-06-17')
      .verify('2024-06-26')
      .close('2024-06-28')
      .reopen('2025-01-06', '抽查发现新转入党员信息仍未录入。', '2025-03-31'),
  submitted: (year) => year.planned('2025-01-24').progress('2024-09-12').submit('2025-01-13'),
  verified: (year) => year.planned('2025-01-10').progress('2024-10-18').submit('2025-01-07').verify('2025-01-14'),
  'in-progress': (year) => year.planned('2025-01-22').progress('2024-11-08'),
  behind: (year) => year.planned('2025-03-31', 'by-date', undefined, '2024-12-20'),
  overdue: (year) => year.planned('2024-11-29').progress('2024-08-16'),
  withdrawn: (year) => year.withdraw('2024-02-01', '经核实系统计口径不同，点评所指情况不存在。'),
};

/** One notice per branch; what will be withdrawn is not sent out any more. */
const notify = (cast: Cast, code: string, problems: readonly NumberedProblem[]): Promise<unknown> =>
  cast.as('office.head').post('/notices', {
    noticeNumber: noticeOf(code),
    unit: { kind: 'branch', code },
    planDueOn: PLAN_DUE,
    problems: problems.filter(({ path }) => path !== 'withdrawn').map(({ no }) => no),
  });

/** The year between two meetings: every problem goes its way, goals and requirements are seen to. */
export const follow = (script: Script, cast: Cast): void => {
  for (const branch of BRANCHES) {
    const problems = problemsOf(branch);
    script.on('2024-01-26', () => notify(cast, branch.code, problems));
    for (const problem of problems) PATHS[problem.path](new ProblemYear(script, cast, branch, problem));
  }
  script.on('2024-04-22', () =>
    cast.as('office.clerk').post('/problems', {
      year: 2024,
      branch: '06',
      source: 'check',
      category: '组织生活',
      statement: '一季度督查发现：班组党员大会记录缺少签到。',
    }),
  );
  followGoals(script, cast);
};
