import type { MeasureKind } from '#problems/events.js';

/** Who does it, by login; `secretary` stands for whoever holds that role for the branch. */
export type Doer = 'chair' | 'head' | 'clerk' | 'secretary';

/** One request on one item. */
export interface Act {
  readonly on: string;
  readonly by: Doer;
  readonly path: string;
  readonly body: object;
}

const act = (on: string, by: Doer, path: string, body: object = {}): Act => ({ on, by, path, body });

const planned = (year: number, kind: MeasureKind = 'by-date'): Act[] => {
  const day = `${String(year)}-02-20`;
  const measures = [
    { words: '逐月核对台账，专人负责。', kind: 'by-date', dueOn: `${String(year)}-06-28` },
    ...(kind === 'standing' ? [{ words: '每半年复核一次。', kind }] : []),
  ].map((measure) => ({ ...measure, responsiblePost: '组织委员', expectedResult: '有记录可查。' }));
  return [
    act(day, 'head', 'dispatch', {
      noticeNumber: `党办整改〔${String(year)}〕1号`,
      planDueOn: `${String(year)}-02-23`,
    }),
    act(day, 'secretary', 'acknowledgement'),
    act(day, 'secretary', 'plan', { cause: '责任未压实。', adoptedBy: '支部委员会', adoptedOn: day, measures }),
    act(day, 'head', 'plan/approval'),
  ];
};

const submitted = (on: string): Act =>
  act(on, 'secretary', 'submission', {
    summary: '措施均已落实，报请核验。',
    evidence: [{ kind: 'ledger', title: '整改台账', date: on }],
  });

const verified = (on: string): Act => act(on, 'clerk', 'verification', { finding: '查阅台账，情况属实。' });
const closed = (on: string): Act[] => [submitted(on), verified(on), act(on, 'head', 'closure')];
const sentBack = (on: string): Act => act(on, 'clerk', 'return', { reason: '记录不全，请补齐。' });
const progressed = (on: string): Act =>
  act(on, 'secretary', 'measures/1/progress', { words: '已按计划推进。', done: false });

/** What becomes of a problem in the year after the meeting that raised it, and in the year after that. */
export const PROBLEM_FATES: Readonly<Record<string, (year: number) => readonly Act[]>> = {
  'closed in time': (year) => [...planned(year), ...closed(`${String(year)}-06-20`)],
  'closed late': (year) => [...planned(year), ...closed(`${String(year)}-10-15`)],
  'closed after a return': (year) => [
    ...planned(year),
    submitted(`${String(year)}-06-20`),
    sentBack(`${String(year)}-06-20`),
    ...closed(`${String(year)}-10-15`),
  ],
  'closed a year later': (year) => [
    ...planned(year),
    progressed(`${String(year)}-06-20`),
    ...closed(`${String(year + 1)}-06-20`),
  ],
  'worked on for two years': (year) => [
    ...planned(year),
    progressed(`${String(year)}-10-15`),
    progressed(`${String(year + 1)}-10-15`),
  ],
  'left after its plan': planned,
  'never dispatched': () => [],
  'reopened in the next year': (year) => [
    ...planned(year),
    ...closed(`${String(year)}-06-20`),
    act(`${String(year + 1)}-06-20`, 'head', 'reopening', { reason: '问题反弹。', dueOn: `${String(year + 1)}-12-31` }),
  ],
  standing: (year) => [
    ...planned(year, 'standing'),
    submitted(`${String(year)}-06-20`),
    verified(`${String(year)}-06-20`),
    act(`${String(year)}-06-20`, 'head', 'standing'),
    act(`${String(year)}-10-15`, 'secretary', 'standing/notes', { words: '下半年复核无遗漏。' }),
  ],
  'standing, closed by the chair': (year) => [
    ...planned(year, 'standing'),
    submitted(`${String(year)}-06-20`),
    verified(`${String(year)}-06-20`),
    act(`${String(year)}-06-20`, 'head', 'standing'),
    act(`${String(year + 1)}-06-20`, 'chair', 'closure'),
  ],
  withdrawn: (year) => [act(`${String(year)}-10-15`, 'chair', 'withdrawal', { reason: '情况核实有误。' })],
};

const concluded = (on: string, outcome: string): Act[] => [
  act(on, 'secretary', 'result', { summary: '已对照衡量标准自评。' }),
  act(on, 'clerk', 'conclusion', { outcome, finding: '认定属实。' }),
];

export const GOAL_FATES: Readonly<Record<string, (year: number) => readonly Act[]>> = {
  achieved: (year) => [
    act(`${String(year)}-02-20`, 'secretary', 'acceptance'),
    ...concluded(`${String(year)}-10-15`, 'achieved'),
  ],
  'largely achieved a year later': (year) => [
    act(`${String(year)}-02-20`, 'secretary', 'acceptance'),
    ...concluded(`${String(year + 1)}-06-20`, 'largely-achieved'),
  ],
  'accepted and left': (year) => [act(`${String(year)}-02-20`, 'secretary', 'acceptance')],
  'not even accepted': () => [],
};
