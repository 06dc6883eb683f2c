import { event } from '#event-sourcing/testing/given-event.js';
import { addDays } from '#time/local-date.js';
import { document, sourceFact, t, told, type Told } from './told.js';

export const two = (n: number): string => String(n).padStart(2, '0');
const PHRASES = [
  '组织生活制度落实不够严格，',
  '台账登记不及时不规范，',
  '党建与业务融合有待加强，',
  '已逐项核对并补充完善，',
];
/** About `length` characters, others for every `n`. */
export const words = (n: number, length: number) =>
  t(`第${String(n)}项：${(PHRASES[n % PHRASES.length] ?? '').repeat(Math.ceil(length / 12))}`);

/** A quarter of the problems stay open. */
export const problemLife = (branch: string, year: number, n: number): readonly Told[] => {
  const problem = `${String(year)}-review-${branch}-${two(n)}`;
  const lead = { kind: 'branch', code: branch } as const;
  const on = (days: number) => ({ on: addDays(`${String(year + 1)}-01-25`, days + n) });
  const measure = (m: number) => ({
    measure: m,
    words: words(m, 40),
    kind: 'by-date' as const,
    leadUnit: lead,
    supportingUnits: [],
    responsiblePost: '组织委员',
    dueOn: `${String(year + 1)}-09-30`,
    expectedResult: words(m, 20),
  });
  const due = { dueOn: `${String(year + 1)}-09-30` };
  const evidence = [document, document];
  return told(
    `problem-${problem}`,
    { branch, year },
    event(
      'ProblemOpened',
      { problem, no: `${String(year)}-述职-${branch}-${two(n)}`, year, branch, lead, flagged: sourceFact },
      on(0),
    ),
    event('ProblemDispatched', { problem, noticeNumber: `整改${String(n)}号`, lead, planDueOn: on(20).on }, on(0)),
    event('DispatchAcknowledged', { problem }, on(1)),
    event(
      'PlanSubmitted',
      {
        problem,
        cause: words(n, 60),
        adoptedBy: '支部党员大会',
        adoptedOn: on(10).on,
        measures: [measure(1), measure(2)],
        ...due,
      },
      on(12),
    ),
    event('PlanApproved', { problem }, on(15)),
    ...[1, 2, 3, 4, 5].map((step) =>
      event(
        'MeasureProgressed',
        { problem, measure: 1 + (step % 2), words: words(n * step, 80), done: step > 3, evidence: [document] },
        on(20 + step * 25),
      ),
    ),
    event(
      'RectificationSubmitted',
      { problem, submission: 1, summary: words(n, 120), atOnce: false, evidence },
      on(170),
    ),
    ...(n % 4 === 0
      ? []
      : [
          event('RectificationReturned', { problem, submission: 1, reason: words(n, 40) }, on(180)),
          event(
            'RectificationSubmitted',
            { problem, submission: 2, summary: words(n, 90), atOnce: false, evidence },
            on(200),
          ),
          event('RectificationVerified', { problem, submission: 2, finding: words(n, 40) }, on(210)),
          event('ProblemClosed', { problem, conclusion: words(n, 20) }, on(215)),
        ]),
  );
};

export const goalLife = (branch: string, year: number, n: number): readonly Told[] => {
  const goal = `${String(year)}-goal-${branch}-${two(n)}`;
  const on = (month: number) => ({ on: `${String(year + 1)}-${two(month)}-10` });
  const dueOn = `${String(year + 1)}-12-31`;
  return told(
    `goal-${goal}`,
    { branch, year },
    event(
      'GoalOpened',
      { goal, no: `${String(year)}-目标-${branch}-${two(n)}`, year, branch, dueOn, assigned: sourceFact },
      on(1),
    ),
    event('GoalAccepted', { goal }, on(2)),
    event('GoalProgressed', { goal, words: words(n, 80), evidence: [document] }, on(6)),
    event('GoalResultSubmitted', { goal, submission: 1, summary: words(n, 60), evidence: [document] }, on(11)),
    event('GoalConcluded', { goal, outcome: 'achieved', finding: words(n, 30) }, on(12)),
  );
};
