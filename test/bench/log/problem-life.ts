import { addDays } from '#time/local-date.js';
import { problemStream, type Evidence, type Measure, type ProblemEvent } from '#problems/events.js';
import { reportStream, type LeadUnit } from '#reviews/events.js';
import type { Branch } from './branches.js';
import { PEOPLE, type Command } from './command.js';
import { uuidOf, type Random } from './random.js';
import { textOf } from './words.js';

export const evidenceOf = (random: Random, date: string): Evidence => ({
  kind: random.pick(['document', 'minutes', 'ledger']),
  title: textOf(random, 12),
  date,
  ...(random.chance(0.7) && { number: `支发〔${date.slice(0, 4)}〕${String(random.whole(1, 90))}号` }),
});

const measuresOf = (year: number, lead: LeadUnit, random: Random): readonly Measure[] =>
  [1, 2, 3].slice(0, random.whole(2, 3)).map((measure) => ({
    measure,
    words: textOf(random, 30),
    kind: 'by-date',
    leadUnit: lead,
    supportingUnits: random.chance(0.2) ? [{ kind: 'department', code: `D${String(random.whole(1, 9))}` }] : [],
    responsiblePost: '组织委员',
    dueOn: measure === 1 ? `${String(year + 1)}-06-30` : `${String(year + 1)}-09-30`,
    expectedResult: textOf(random, 20),
  }));

/** From the notice to the end; a fifth is still being worked on. */
export const tellProblem = (branch: Branch, year: number, problem: string, random: Random): readonly Command[] => {
  const { code, secretary } = branch;
  const lead = { kind: 'branch', code } as const;
  const start = addDays(`${String(year + 1)}-02-01`, random.whole(0, 20));
  const on = (days: number): string => addDays(start, days);
  const tags = { branch: code, year };
  const act = (days: number, actor: string, role: string, ...events: readonly ProblemEvent[]): Command => ({
    stream: problemStream(problem),
    on: on(days),
    actor,
    role,
    tags,
    events,
  });
  const head = (days: number, ...events: readonly ProblemEvent[]): Command =>
    act(days, PEOPLE.head, 'office-head', ...events);
  const clerk = (days: number, event: ProblemEvent): Command => act(days, PEOPLE.clerk, 'office-clerk', event);
  const unit = (days: number, event: ProblemEvent): Command => act(days, secretary, 'branch-secretary', event);

  const measures = measuresOf(year, lead, random);
  const dueOn = `${String(year + 1)}-09-30`;
  const flagged = { stream: reportStream(year, code), revision: 8, eventId: uuidOf(`flagged ${problem}`) };
  const extended = random.chance(0.15);
  const open = random.chance(0.2);
  const returned = !open && random.chance(0.25);
  const submission = returned ? 2 : 1;
  const steps = random.whole(3, 6);
  const submit = (n: number): ProblemEvent => ({
    type: 'RectificationSubmitted',
    data: {
      problem,
      submission: n,
      summary: textOf(random, 90),
      atOnce: false,
      evidence: [evidenceOf(random, on(160)), evidenceOf(random, on(165))],
    },
  });
  return [
    head(
      0,
      {
        type: 'ProblemOpened',
        data: { problem, no: problem.replace('review', '述职'), year, branch: code, lead, flagged },
      },
      {
        type: 'ProblemDispatched',
        data: {
          problem,
          noticeNumber: `整改〔${String(year + 1)}〕${String(random.whole(1, 99))}号`,
          lead,
          planDueOn: on(20),
        },
      },
    ),
    unit(2, { type: 'DispatchAcknowledged', data: { problem } }),
    unit(12, {
      type: 'PlanSubmitted',
      data: { problem, cause: textOf(random, 50), adoptedBy: '支部党员大会', adoptedOn: on(10), measures, dueOn },
    }),
    head(15, { type: 'PlanApproved', data: { problem } }),
    ...Array.from({ length: steps }, (_, step) =>
      unit(20 + step * 20, {
        type: 'MeasureProgressed',
        data: {
          problem,
          measure: 1 + (step % measures.length),
          words: textOf(random, 70),
          done: step + measures.length >= steps,
          evidence: step % 2 === 0 ? [evidenceOf(random, on(18 + step * 20))] : [],
        },
      }),
    ),
    ...(extended
      ? [
          unit(142, {
            type: 'ExtensionRequested',
            data: { problem, extension: 1, dueOn: addDays(dueOn, 30), reason: textOf(random, 40) },
          }),
          head(145, {
            type: 'ExtensionGranted',
            data: { problem, extension: 1, dueOn: addDays(dueOn, 30), formerDueOn: dueOn },
          }),
        ]
      : []),
    ...(open ? [] : [unit(170, submit(1))]),
    ...(returned
      ? [
          clerk(178, { type: 'RectificationReturned', data: { problem, submission: 1, reason: textOf(random, 40) } }),
          unit(195, submit(2)),
        ]
      : []),
    ...(open
      ? []
      : [
          clerk(200, { type: 'RectificationVerified', data: { problem, submission, finding: textOf(random, 30) } }),
          head(205, { type: 'ProblemClosed', data: { problem, conclusion: textOf(random, 15) } }),
        ]),
  ];
};
