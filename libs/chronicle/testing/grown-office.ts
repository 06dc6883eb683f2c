import { event } from '#event-sourcing/testing/given-event.js';
import { goalLife, problemLife, two, words } from './grown-items.js';
import { sourceFact, t, told, type Told } from './told.js';

/** How big an office has grown; a branch and year comes to about 200 events. */
export interface OfficeSize {
  readonly branches: number;
  readonly firstYear: number;
  readonly years: number;
}

const PROBLEMS = 10;
const GOALS = 2;
const REQUIREMENTS = 3;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

const report = (branch: string, year: number): readonly Told[] => {
  const of = { year, branch };
  const lead = { kind: 'branch', code: branch } as const;
  const meeting = { on: `${String(year + 1)}-01-18`, seq: Number(branch.replace(/\D/g, '')) };
  return told(
    `report-${String(year)}-${branch}`,
    of,
    event('AnswersCalledFor', { ...of, items: [] }, { on: `${String(year)}-12-20` }),
    event('ReportSubmitted', { ...of, body: words(year, 1_500), answers: [] }, { on: `${String(year + 1)}-01-08` }),
    event('ReportAccepted', of, { on: `${String(year + 1)}-01-11` }),
    event(
      'ReportDelivered',
      { ...of, mode: 'on-site', deliveredBy: 'somebody', acting: false, unanswered: [] },
      meeting,
    ),
    event('QuestionAsked', { ...of, question: 1, words: words(1, 40) }, meeting),
    event('QuestionAnswered', { ...of, question: 1, words: words(2, 80) }, meeting),
    event(
      'CommentIssued',
      {
        ...of,
        comment: 1,
        leading: true,
        commentator: 'somebody',
        strengths: [{ words: words(3, 60), practice: true }],
        directions: [words(1, 60)],
      },
      meeting,
    ),
    ...upTo(PROBLEMS).map((n) => {
      const problem = `${String(year)}-review-${branch}-${two(n)}`;
      const no = `${String(year)}-述职-${branch}-${two(n)}`;
      return event(
        'ProblemFlagged',
        { ...of, comment: 1, problem, no, statement: words(n, 60), category: 'dues', lead },
        meeting,
      );
    }),
    ...upTo(GOALS).map((n) => {
      const goal = `${String(year)}-goal-${branch}-${two(n)}`;
      const no = `${String(year)}-目标-${branch}-${two(n)}`;
      const dueOn = `${String(year + 1)}-12-31`;
      return event(
        'GoalAssigned',
        { ...of, comment: 1, goal, no, statement: words(n, 60), measure: words(n, 20), dueOn },
        meeting,
      );
    }),
  );
};

const review = (codes: readonly string[], year: number): readonly Told[] => {
  const meeting = `${String(year + 1)}-01-18`;
  const problems = codes.flatMap((code) => upTo(PROBLEMS).map((n) => `${String(year)}-review-${code}-${two(n)}`));
  return told(
    `review-${String(year)}`,
    { year },
    event(
      'ReviewScheduled',
      { year, committee: '集团党委', title: `${String(year)}年度述职评议会`, plannedOn: meeting, presider: 'somebody' },
      { on: `${String(year)}-12-10` },
    ),
    ...codes.map((branch) =>
      event(
        'BranchEnrolled',
        { year, branch, mode: 'on-site', commentator: 'somebody', substitutes: [] },
        { on: `${String(year)}-12-11` },
      ),
    ),
    ...upTo(REQUIREMENTS).map((number) =>
      event(
        'RequirementIssued',
        {
          year,
          requirement: `${String(year)}-requirement-${two(number)}`,
          no: `${String(year)}-要求-${two(number)}`,
          number,
          heading: words(number, 20),
          points: [words(number, 60)],
          addressees: { kind: 'branches' },
          units: codes,
        },
        { on: meeting },
      ),
    ),
    event('MeetingAdjourned', { year, on: meeting }, { on: meeting }),
    event(
      'ProblemListApproved',
      { year, approvedOn: `${String(year + 1)}-01-22`, documentNumber: '党办2号', problems },
      { on: `${String(year + 1)}-01-22` },
    ),
  );
};

const requirementLife = (units: readonly string[], year: number, n: number): readonly Told[] => {
  const requirement = `${String(year)}-requirement-${two(n)}`;
  const on = (month: number) => ({ on: `${String(year + 1)}-${two(month)}-20` });
  return told(
    `requirement-${requirement}`,
    { year },
    event(
      'RequirementOpened',
      { requirement, no: `${String(year)}-要求-${two(n)}`, year, units, issued: sourceFact },
      on(1),
    ),
    ...units.flatMap((unit) => [
      event('RequirementAcknowledged', { requirement, unit }, on(2)),
      event('RequirementImplemented', { requirement, unit, words: words(n, 60), evidence: [] }, on(5)),
    ]),
    event('RequirementConcluded', { requirement, finding: t('均已落实') }, on(6)),
  );
};

/** The streams of an office, year by year. */
export function* grownOffice({ branches, firstYear, years }: OfficeSize): Generator<readonly Told[]> {
  const codes = upTo(branches).map((n) => `B${String(n).padStart(5, '0')}`);
  for (const code of codes) {
    const name = `第${String(Number(code.slice(1)))}党支部`;
    yield told(
      `branch-${code}`,
      { branch: code },
      event('BranchEstablished', { code, name }, { on: `${String(firstYear)}-01-01` }),
    );
  }
  for (let year = firstYear; year < firstYear + years; year += 1) {
    yield review(codes, year);
    for (const code of codes) yield report(code, year);
    for (const n of upTo(REQUIREMENTS)) yield requirementLife(codes, year, n);
    for (const code of codes) {
      for (const n of upTo(PROBLEMS)) yield problemLife(code, year, n);
      for (const n of upTo(GOALS)) yield goalLife(code, year, n);
    }
  }
}
