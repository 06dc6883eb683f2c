import type { RawEvent } from '../../setup/raw-log.js';
import { foldProblems } from './problem-fold.js';
import type { Problem } from './problem-fold.js';
import { foldGoals, foldRequirements } from './pursuit-fold.js';

/** The words of the bulletins, written down here once more. */
const WORDS: Readonly<Record<string, string>> = {
  closed: 'done',
  standing: 'done',
  submitted: 'largely-done',
  verified: 'largely-done',
  planned: 'under-way',
  'in-progress': 'under-way',
  withdrawn: 'withdrawn',
};

/** Days of the two meetings of the story; the second ends the cycle of 2024. */
export const FIRST_MEETING = '2024-01-19';
export const SECOND_MEETING = '2025-01-17';

/** What names a review belongs to it, whatever its date; the rest to the cycle of its day. */
export const isOf2024 = ({ stream, metadata: { occurredOn } }: RawEvent): boolean => {
  const named = /^(?:review|report)-(\d{4})/.exec(stream)?.[1];
  if (named !== undefined) return named === '2024';
  return occurredOn > FIRST_MEETING && occurredOn <= SECOND_MEETING;
};

const count = <T>(all: readonly T[], test: (one: T) => boolean): number => all.filter(test).length;

const problemFigures = (problems: readonly Problem[]) => {
  const status = (...wanted: string[]): number => count(problems, (each) => wanted.includes(each.status));
  const happened = (...types: string[]): number =>
    count(problems, ({ inCycle }) => inCycle.some((type) => types.includes(type)));
  const word = (wanted: string): number => count(problems, (each) => (WORDS[each.status] ?? 'not-started') === wanted);
  const inTime = ({ accepted }: Problem): boolean | null =>
    accepted === null ? null : accepted.dueOn === null || accepted.on <= accepted.dueOn;
  return {
    total: problems.length,
    listed: count(problems, ({ listed }) => listed),
    dispatched: count(problems, ({ dispatched }) => dispatched),
    closed: status('closed'),
    standing: status('standing'),
    withdrawn: status('withdrawn'),
    open: problems.length - status('closed', 'standing', 'withdrawn'),
    untouched: count(problems, ({ inCycle }) => inCycle.length === 0),
    submittedInTime: count(problems, (each) => inTime(each) === true),
    submittedLate: count(problems, (each) => inTime(each) === false),
    reopened: happened('ProblemReopened'),
    returned: happened('PlanReturned', 'RectificationReturned', 'CloseRefused'),
    words: Object.fromEntries(
      ['done', 'largely-done', 'under-way', 'not-started', 'withdrawn'].map((each) => [each, word(each)]),
    ),
    items: problems
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((each) => ({
        no: each.no,
        status: each.status,
        dueOn: each.dueOn,
        submittedOn: each.accepted?.on ?? null,
        inTime: inTime(each),
        settledOn: each.settledOn,
      })),
  };
};

type Block = 'inherited' | 'raised';

const isIn = (block: Block, { raisedIn }: { readonly raisedIn: number }): boolean =>
  block === 'raised' ? raisedIn === 2024 : raisedIn < 2024;

/** One block of the sheet of 2024 of one branch. Nothing of the year before was settled before its cycle began. */
export const foldBlock = (events: readonly RawEvent[], branch: string, block: Block) => {
  const own = <T extends { readonly raisedIn: number }>(all: Iterable<T>, unit: (each: T) => string): T[] =>
    [...all].filter((each) => unit(each) === branch && isIn(block, each));
  const problems = own(foldProblems(events, isOf2024).values(), (each) => each.branch);
  const goals = own(foldGoals(events, isOf2024).values(), (each) => each.branch);
  const parts = own(foldRequirements(events, isOf2024), ({ unit }) => unit);
  const steps = (type: string): number => problems.flatMap(({ inCycle }) => inCycle).filter((t) => t === type).length;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
  return {
    problems: problemFigures(problems),
    goals: {
      total: goals.length,
      accepted: count(goals, ({ accepted }) => accepted),
      achieved: count(goals, ({ outcome }) => outcome === 'achieved'),
      largelyAchieved: count(goals, ({ outcome }) => outcome === 'largely-achieved'),
      notAchieved: count(goals, ({ outcome }) => outcome === 'not-achieved'),
      open: count(goals, ({ outcome }) => outcome === null),
      untouched: count(goals, ({ inCycle }) => inCycle === 0),
    },
    requirements: {
      total: parts.length,
      acknowledged: count(parts, ({ acknowledged }) => acknowledged),
      implemented: count(parts, ({ implemented }) => implemented),
      concluded: count(parts, ({ concluded }) => concluded),
      open: count(parts, ({ concluded }) => !concluded),
      untouched: count(parts, ({ inCycle }) => inCycle === 0),
    },
    checks: {
      evidence: sum([...problems, ...goals].map(({ evidenceInCycle }) => evidenceInCycle)),
      verified: steps('RectificationVerified') + count(goals, ({ outcome }) => outcome !== null),
      returned: steps('RectificationReturned') + sum(goals.map(({ returnedInCycle }) => returnedInCycle)),
    },
  };
};

/** The head of the sheet: how the branch reported on 2024, and what was said to it. */
export const foldReport = (events: readonly RawEvent[], branch: string) => {
  const own = events.filter(({ stream }) => stream === `report-2024-${branch}`);
  const figures = { submissions: 0, returns: 0, suppliedLater: 0, excused: 0, toAnswer: 0, unanswered: 0 };
  const report = { ...figures, mode: '', deliveredOn: '', acting: false };
  const comments = { comments: 0, strengths: 0, practices: 0, directions: 0 };
  for (const { type, data, metadata } of own) {
    if (type === 'AnswersCalledFor') report.toAnswer = data.items.length;
    if (type === 'ReportSubmitted') report.submissions += 1;
    if (type === 'ReportReturned') report.returns += 1;
    if (type === 'MissingAnswerSupplied') report.suppliedLater += 1;
    if (type === 'MissingAnswerExcused') report.excused += 1;
    if (type === 'ReportDelivered') {
      const { mode, acting, unanswered } = data;
      Object.assign(report, { mode, acting, unanswered: unanswered.length, deliveredOn: metadata.occurredOn });
    }
    if (type !== 'CommentIssued') continue;
    comments.comments += 1;
    comments.strengths += data.strengths.length;
    comments.practices += count(data.strengths, ({ practice }) => practice);
    comments.directions += data.directions.length;
  }
  return { report, comments };
};
