import type { RawEvent } from '../../setup/raw-log.js';
import { foldProblems } from './problem-fold.js';
import type { Problem } from './problem-fold.js';
import { foldGoals, foldRequirements } from './pursuit-fold.js';
import type { Goal, Part } from './pursuit-fold.js';

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

/** Days of the meetings by the year reported on, in their order. */
export type Meetings = readonly (readonly [year: number, on: string])[];

/** What names a review belongs to its year, whatever its date; the rest to the cycle of its day. */
export const yearOf = ({ stream, metadata: { occurredOn } }: RawEvent, meetings: Meetings): number => {
  const named = /^(?:review|report)-(\d{4})/.exec(stream)?.[1];
  if (named !== undefined) return Number(named);
  const cycle = meetings.find(([, on]) => occurredOn <= on)?.[0];
  return cycle ?? (meetings.at(-1)?.[0] ?? 0) + 1;
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

interface Items {
  readonly problems: readonly Problem[];
  readonly goals: readonly Goal[];
  readonly parts: readonly Part[];
}

const itemsOf = (events: readonly RawEvent[], isOfYear: (event: RawEvent) => boolean): Items => ({
  problems: [...foldProblems(events, isOfYear).values()],
  goals: [...foldGoals(events, isOfYear).values()],
  parts: foldRequirements(events, isOfYear),
});

const partName = ({ requirement, unit }: Part): string => `${requirement} ${unit}`;

/** What was raised before a cycle and not settled when it began. */
const openIn = ({ problems, goals, parts }: Items): ReadonlySet<string> =>
  new Set([
    ...problems.filter(({ status }) => status !== 'closed' && status !== 'withdrawn').map(({ id }) => id),
    ...goals.filter(({ outcome }) => outcome === null).map(({ id }) => id),
    ...parts.filter(({ concluded }) => !concluded).map(partName),
  ]);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const blockFigures = ({ problems, goals, parts }: Items) => {
  const steps = (type: string): number => problems.flatMap(({ inCycle }) => inCycle).filter((t) => t === type).length;
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

/** What the sheets of one year show, as it was at the end of that year's cycle. */
export interface FoldedYear {
  readonly block: (branch: string, block: Block) => ReturnType<typeof blockFigures>;
  readonly report: (branch: string) => ReturnType<typeof foldReport>;
}

/** Folds the log up to the end of a cycle. Inherited: raised earlier, and open at its start or touched in it. */
export const foldYear = (events: readonly RawEvent[], year: number, meetings: Meetings): FoldedYear => {
  const known = events.filter((event) => yearOf(event, meetings) <= year);
  const all = itemsOf(known, (event) => yearOf(event, meetings) === year);
  const open = openIn(
    itemsOf(
      events.filter((event) => yearOf(event, meetings) < year),
      () => true,
    ),
  );
  const isIn = (block: Block, raisedIn: number, name: string, touched: boolean): boolean =>
    block === 'raised' ? raisedIn === year : raisedIn < year && (touched || open.has(name));
  return {
    block: (branch, block) =>
      blockFigures({
        problems: all.problems.filter(
          (each) => each.branch === branch && isIn(block, each.raisedIn, each.id, each.inCycle.length > 0),
        ),
        goals: all.goals.filter(
          (each) => each.branch === branch && isIn(block, each.raisedIn, each.id, each.inCycle > 0),
        ),
        parts: all.parts.filter(
          (each) => each.unit === branch && isIn(block, each.raisedIn, partName(each), each.inCycle > 0),
        ),
      }),
    report: (branch) => foldReport(events.filter(({ stream }) => stream === `report-${String(year)}-${branch}`)),
  };
};

/** The head of the sheet: how the branch reported, and what was said to it. */
const foldReport = (own: readonly RawEvent[]) => {
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
