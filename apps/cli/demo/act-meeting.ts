import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import type { Script } from './script.js';
import { ACHIEVEMENTS, REQUIREMENTS, ROSTER } from './story-meeting.js';
import { COMMON, COMMON_UNITS, problemsOf, RESTATED } from './story-problems.js';
import type { BranchStory } from './story-types.js';

const MEETING = '2024-01-19';

const ITEMS = ['履行第一责任人职责', '抓基层组织建设', '党建与业务融合', '作风和廉洁'];

/** Counts of one form: three groups, each of five or more; everything handed out came back. */
const tally = (cast: Cast, generosity: number) => ({
  form: 'report-review',
  countedBy: cast.person('clerk.01'),
  supervisedBy: cast.person('clerk.05'),
  groups: [
    { groups: ['committee-members'], present: 7 },
    { groups: ['branch-secretaries', 'department-heads'], present: 16 },
    { groups: ['grassroots-members', 'cadres', 'staff-representatives'], present: 20 },
  ].map(({ groups, present }) => ({
    groups,
    entitledPresent: present,
    issued: present,
    returned: present,
    invalid: 0,
    items: ITEMS.map((item, index) => {
      const good = Math.max(0, present - generosity - index);
      return { item, good, fairlyGood: present - good - 1, fair: 0, poor: 0, abstained: 1 };
    }),
  })),
});

const comment = ({ strengths, practice, directions, problems, goals }: BranchStory) => ({
  strengths: [
    ...strengths.map((words) => ({ words, practice: false })),
    ...(practice === undefined ? [] : [{ words: practice, practice: true }]),
  ],
  directions,
  problems: problems.map(({ statement, category }) => ({ statement, category })),
  goals: goals.map(({ statement, measure, dueOn }) => ({ statement, measure, dueOn })),
});

const deliverAndComment = async (cast: Cast, branch: BranchStory, seq: number): Promise<void> => {
  const { code, question, answer } = branch;
  const clerk = cast.as('office.clerk');
  const path = `/reviews/2023/reports/${code}`;
  await clerk.post(`${path}/delivery`, { deliveredBy: cast.person(`secretary.${code}`), seq });
  if (question !== '') {
    await clerk.post(`${path}/questions`, { words: question, seq });
    await clerk.post(`${path}/questions/1/answer`, { words: answer, seq });
  }
  await cast.as('chair').post(`${path}/comments`, { ...comment(branch), seq });
};

/** The meeting itself: roster, reports, comments one by one, summary, three requirements, appraisal. */
export const meet = (script: Script, cast: Cast): void => {
  const clerk = cast.as('office.clerk');
  const chair = cast.as('chair');
  script.on(MEETING, () => clerk.put('/reviews/2023/roster', { groups: ROSTER }));
  for (const [index, branch] of BRANCHES.entries())
    script.on(MEETING, () => deliverAndComment(cast, branch, index + 1));
  script.on(MEETING, async () => {
    await chair.post('/reviews/2023/summary', { achievements: ACHIEVEMENTS, seq: 20 });
    for (const [index, { heading, points }] of REQUIREMENTS.entries()) {
      await chair.post('/reviews/2023/requirements', {
        heading,
        points,
        addressees: { kind: index === 2 ? 'first-responsible-persons' : 'branches' },
        dueOn: '2024-12-31',
        seq: 21 + index,
      });
    }
    const units = COMMON_UNITS.map((branch) => ({ branch }));
    await chair.post('/reviews/2023/common-problems', { ...COMMON, units, seq: 24 });
    for (const [index, { code }] of BRANCHES.entries()) {
      const path = `/reviews/2023/reports/${code}/appraisals`;
      await clerk.post(path, { ...tally(cast, 2 + (index % 4)), seq: 30 });
      await clerk.post(`${path}/report-review/1/confirmation`, { seq: 31 });
      await cast.as('review').post(`${path}/report-review/1/confirmation`, { seq: 32 });
    }
    await clerk.post('/reviews/2023/adjournment', { seq: 40 });
  });
};

const GRADES: Readonly<Record<string, string>> = { '07': 'fairly-good', '09': 'fairly-good', '05': 'fairly-good' };

/** The list worded and approved, grades decided by the committee and fed back, the review closed. */
export const settle = (script: Script, cast: Cast): void => {
  const head = cast.as('office.head');
  script.on('2024-01-22', () => {
    const { branch, problem, ...words } = RESTATED;
    return cast.as('office.clerk').post(`/reviews/2023/reports/${branch}/problems/${problem}/restatement`, words);
  });
  script.on('2024-01-24', () =>
    cast.as('chair').post('/reviews/2023/problem-list', {
      documentNumber: '集团党发〔2024〕2号',
      problems: BRANCHES.flatMap((branch) => problemsOf(branch).map(({ no }) => no)),
    }),
  );
  for (const { code } of BRANCHES) {
    const path = `/reviews/2023/reports/${code}/grade`;
    script.on('2024-02-06', () =>
      head.post(path, {
        grade: GRADES[code] ?? 'good',
        meetingOn: '2024-02-05',
        minutesNumber: '集团党委会纪要〔2024〕3号',
        opinion: '履行第一责任人职责较好，问题整改和品牌培育还要用力。',
        sourcesConsidered: ['现场和书面述职', '会上点评', '日常督查', '民主测评结果'],
      }),
    );
    script.on('2024-02-07', () => head.post(`${path}/feedback`));
  }
  script.on('2024-02-08', () => head.post('/reviews/2023/closure'));
};
