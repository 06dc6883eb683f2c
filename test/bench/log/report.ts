import { reportStream, type ItemRef, type ReportEvent } from '#reviews/events.js';
import type { Branch } from './branches.js';
import { PEOPLE, two, type Command } from './command.js';
import type { Random } from './random.js';
import { textOf } from './words.js';

/** What a comment asked of a branch. */
export interface Asked {
  readonly problems: readonly string[];
  readonly goals: readonly string[];
}

export interface Told {
  readonly commands: readonly Command[];
  readonly asked: Asked;
}

const CATEGORIES = ['dues', 'study', 'organisation', 'conduct'] as const;
const MODES = ['on-site', 'on-site', 'video', 'written'] as const;

/** The report of one branch, what was said to it, and its grade. */
export const tellReport = (branch: Branch, year: number, answering: readonly ItemRef[], random: Random): Told => {
  const of = { year, branch: branch.code };
  const next = String(year + 1);
  const meeting = `${next}-01-18`;
  const seq = Number(branch.code.slice(1));
  const asked = {
    problems: Array.from(
      { length: random.whole(6, 10) },
      (_, n) => `${String(year)}-review-${branch.code}-${two(n + 1)}`,
    ),
    goals: Array.from({ length: 2 }, (_, n) => `${String(year)}-goal-${branch.code}-${two(n + 1)}`),
  };
  const act = (on: string, actor: string, role: string, ...events: readonly ReportEvent[]): Command => ({
    stream: reportStream(year, branch.code),
    on,
    ...(on === meeting && { seq }),
    actor,
    role,
    ...(on === meeting && { basis: { kind: 'minutes', date: meeting, number: `党委会纪要〔${next}〕1号` } }),
    tags: of,
    events,
  });
  const clerk = (on: string, event: ReportEvent): Command => act(on, PEOPLE.clerk, 'office-clerk', event);
  const unanswered = random.chance(0.1) ? answering.slice(0, 1) : [];
  const answers = answering.slice(unanswered.length).map((item) => ({ item, answer: textOf(random, 40) }));
  const mode = random.pick(MODES);
  const questions = [1, 2].flatMap((question) => [
    clerk(meeting, { type: 'QuestionAsked', data: { ...of, question, words: textOf(random, 40) } }),
    clerk(meeting, { type: 'QuestionAnswered', data: { ...of, question, words: textOf(random, 80) } }),
  ]);
  const commands: Command[] = [
    clerk(`${String(year)}-12-20`, { type: 'AnswersCalledFor', data: { ...of, items: answering } }),
    act(`${next}-01-08`, branch.secretary, 'branch-secretary', {
      type: 'ReportSubmitted',
      data: { ...of, body: textOf(random, random.whole(600, 1_500)), answers },
    }),
    clerk(`${next}-01-11`, { type: 'ReportAccepted', data: of }),
    clerk(meeting, {
      type: 'ReportDelivered',
      data: { ...of, mode, deliveredBy: branch.secretary, acting: false, unanswered },
    }),
    ...questions,
    act(meeting, PEOPLE.chair, 'chair', ...comment(of, asked, random)),
    ...appraisal(of, clerk, random),
  ];
  return { commands, asked };
};

const comment = (of: { year: number; branch: string }, asked: Asked, random: Random): readonly ReportEvent[] => [
  {
    type: 'CommentIssued',
    data: {
      ...of,
      comment: 1,
      leading: true,
      commentator: PEOPLE.chair,
      strengths: [
        { words: textOf(random, 50), practice: true },
        { words: textOf(random, 40), practice: false },
      ],
      directions: [textOf(random, 50)],
    },
  },
  ...asked.problems.map((problem): ReportEvent => ({
    type: 'ProblemFlagged',
    data: {
      ...of,
      comment: 1,
      problem,
      no: problem.replace('review', '述职'),
      statement: textOf(random, 60),
      category: random.pick(CATEGORIES),
      lead: random.chance(0.1)
        ? { kind: 'department', code: `D${String(random.whole(1, 9))}` }
        : { kind: 'branch', code: of.branch },
    },
  })),
  ...asked.goals.map((goal): ReportEvent => ({
    type: 'GoalAssigned',
    data: {
      ...of,
      comment: 1,
      goal,
      no: goal.replace('goal', '目标'),
      statement: textOf(random, 50),
      measure: textOf(random, 20),
      dueOn: `${String(of.year + 1)}-11-30`,
    },
  })),
];

const GRADES = ['good', 'good', 'fairly-good', 'fair'] as const;

/** Votes, confirmed by two, and the grade. */
const appraisal = (
  of: { year: number; branch: string },
  clerk: (on: string, event: ReportEvent) => Command,
  random: Random,
): readonly Command[] => {
  const next = String(of.year + 1);
  const good = random.whole(5, 20);
  const fairlyGood = random.whole(0, 5);
  const returned = good + fairlyGood + 1;
  const item = { item: '抓党建成效', good, fairlyGood, fair: 1, poor: 0, abstained: 0 };
  const counts = { entitledPresent: returned + 1, issued: returned, returned, invalid: 0 };
  const form = 'report-review' as const;
  const groups = [{ groups: ['cadres', 'grassroots-members'] as const, ...counts, items: [item] }];
  const [countedBy, supervisedBy] = [PEOPLE.clerk, PEOPLE.head];
  return [
    clerk(`${next}-01-19`, {
      type: 'AppraisalTallied',
      data: { ...of, form, groups, countedBy, supervisedBy, tally: 1 },
    }),
    clerk(`${next}-01-19`, { type: 'AppraisalConfirmed', data: { ...of, form, tally: 1, complete: false } }),
    clerk(`${next}-01-20`, { type: 'AppraisalConfirmed', data: { ...of, form, tally: 1, complete: true } }),
    clerk(`${next}-02-20`, {
      type: 'GradeDecided',
      data: {
        ...of,
        grade: random.pick(GRADES),
        meetingOn: `${next}-02-18`,
        minutesNumber: `党委会纪要〔${next}〕4号`,
        opinion: textOf(random, 40),
        sourcesConsidered: [textOf(random, 12)],
      },
    }),
    clerk(`${next}-02-25`, { type: 'GradeFedBack', data: { ...of, on: `${next}-02-25` } }),
  ];
};
