import { levelGiven } from '#access/levels.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import { itemId, itemNo, parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { Measure, PaperReference, ProblemEvent, ProblemEvents, Source } from '../events.js';
import type { ProblemStatus } from '../published/states.js';
import { STEP_INTO } from '../published/taken-over.js';
import { refuseHidden } from './level.js';
import { refuseDays, refuseFields } from './paper-state.js';
import type { PlannedMeasure } from './plan.js';
import { numberedMeasures, unitsOf } from './plan.js';
import type { ProblemState } from './problem.js';
import { hasStandingMeasures } from './problem.js';
import { NUMBER_TAKEN } from './raising.js';

type Data = ProblemEvents['ProblemTakenOver'];

/**
 * Statuses in which a problem may be taken over: one that waits for its list is entered with its meeting, and one that went
 * into another is no item of its own.
 */
export type TakenOverStatus = Exclude<ProblemStatus, 'flagged' | 'merged'>;

export interface TakeOver extends Partial<
  Pick<
    Data,
    | 'recurrenceOf'
    | 'listedOn'
    | 'listNumber'
    | 'dispatchedOn'
    | 'noticeNumber'
    | 'planDueOn'
    | 'acknowledgedOn'
    | 'measuresDone'
    | 'dueOn'
    | 'originalDueOn'
    | 'extensionsGranted'
    | 'submittedOn'
    | 'verifiedOn'
    | 'notedHalf'
    | 'externalKey'
  >
> {
  /** Id under which the paper has it; the next free number unless told. */
  readonly no?: string;
  readonly year: number;
  readonly branch: string;
  readonly source: Source;
  readonly category: string;
  readonly statement: string;
  /** The branch itself unless told. */
  readonly lead?: LeadUnit;
  readonly status: TakenOverStatus;
  readonly since: LocalDate;
  readonly raisedOn: LocalDate;
  readonly measures?: readonly PlannedMeasure[];
  readonly returned?: boolean;
  readonly conclusion?: string;
  readonly paper: PaperReference;
}

export interface TakeOverRead {
  readonly branchExists: boolean;
  /** A comment of a review in this log has pointed out a problem under this number. */
  readonly flaggedHere: boolean;
  /** The running number to try, within year, source and branch. */
  readonly n: number;
}

const refuseOtherNumber = ({ no, year, source: sort, branch }: TakeOver, n: number): void => {
  if (no === undefined || no === itemId({ sort, year, branch, n })) return;
  const item = parseItem(no);
  throw new DomainError('number-of-another', { no: item === undefined ? no : itemNo(item) }, 'no', 'invalid');
};

const latest = (measures: readonly Measure[]): LocalDate | undefined =>
  measures
    .flatMap(({ dueOn }) => dueOn ?? [])
    .sort()
    .at(-1);

/** What was rectified at once, without a plan, was due when the plan would have been. */
const dueOnPaper = ({ dueOn, planDueOn, status }: TakeOver, measures: readonly Measure[]): LocalDate | undefined =>
  dueOn ?? latest(measures) ?? (measures.length === 0 && status !== 'acknowledged' ? planDueOn : undefined);

const needsDate: readonly ProblemStatus[] = ['in-progress', 'submitted', 'verified'];

const datesOf = (command: TakeOver, measures: readonly Measure[]): Pick<Data, 'dueOn' | 'originalDueOn'> => {
  const begun = !['listed', 'dispatched', 'acknowledged'].includes(command.status);
  const dueOn = begun ? dueOnPaper(command, measures) : undefined;
  if (dueOn === undefined) {
    if (needsDate.includes(command.status) && !hasStandingMeasures({ measures }))
      throw new DomainError('needed-in-status', { field: 'dueOn', status: command.status }, 'dueOn', 'invalid');
    return {};
  }
  const { extensionsGranted = 0, originalDueOn = extensionsGranted > 0 ? undefined : dueOn } = command;
  if (originalDueOn !== undefined && originalDueOn > dueOn)
    throw new DomainError('original-date-later', { dueOn }, 'originalDueOn', 'invalid');
  return { dueOn, ...(originalDueOn === undefined ? {} : { originalDueOn }) };
};

const refuseUnknownMeasures = ({ measuresDone = [] }: TakeOver, measures: readonly Measure[]): void =>
  measuresDone.forEach((measure, index) => {
    if (!measures.some((planned) => planned.measure === measure))
      throw new DomainError('measure-not-found', { measure }, `measuresDone[${String(index)}]`, 'invalid');
  });

const PLAIN = [
  'recurrenceOf',
  'listedOn',
  'listNumber',
  'dispatchedOn',
  'noticeNumber',
  'planDueOn',
  'acknowledgedOn',
  'submittedOn',
  'verifiedOn',
  'notedHalf',
  'externalKey',
] as const;

/** As told, without the day that `since` tells already. */
const plainFields = (command: TakeOver): Partial<Data> => {
  const step = STEP_INTO[command.status];
  return Object.fromEntries(
    PLAIN.flatMap((name) => {
      const value = command[name];
      return value === undefined || (name === step && value === command.since) ? [] : [[name, value]];
    }),
  );
};

/** As plain data: what a request carries may be an instance of its class. */
const paperOf = ({ kind, number, date, place }: PaperReference): PaperReference => ({
  kind,
  number,
  date,
  ...(place === undefined ? {} : { place }),
});

const planned = (command: TakeOver, lead: LeadUnit): Pick<Data, 'measures' | 'measuresDone' | 'extensionsGranted'> => {
  const { measures = [], measuresDone = [], extensionsGranted = 0 } = command;
  return {
    ...(measures.length === 0 ? {} : { measures: numberedMeasures(measures, lead) }),
    ...(measuresDone.length === 0 ? {} : { measuresDone: [...measuresDone] }),
    ...(extensionsGranted === 0 ? {} : { extensionsGranted }),
  };
};

/**
 * 期初录入. The paper tells the status and its day; nothing is made up in between, and nobody has stood on one side of a
 * separation of duties yet.
 */
export const takeOver: Decide<TakeOver, ProblemState, ProblemEvent, TakeOverRead> = (command, state, context, read) => {
  const { year, branch, source, category, statement, status, since, raisedOn, paper, returned, conclusion } = command;
  if (!read.branchExists) throw new DomainError('branch-not-found', { code: branch }, 'branch', 'not-found');
  const item = { sort: source, year, branch, n: read.n };
  refuseOtherNumber(command, read.n);
  if (state !== undefined || read.flaggedHere) throw new DomainError(NUMBER_TAKEN, { no: itemNo(item) }, 'no');
  refuseDays(command, context);
  refuseFields(command);
  const { kind, code } = command.lead ?? { kind: 'branch' as const, code: branch };
  const lead = { kind, code };
  const plan = planned(command, lead);
  const { measures = [] } = plan;
  refuseUnknownMeasures(command, measures);
  if (status !== 'listed')
    refuseHidden({ no: itemNo(item), level: levelGiven(context) }, [lead, ...unitsOf(measures)], {}, 'level');
  if (status === 'standing' && !hasStandingMeasures({ measures }))
    throw new DomainError('no-standing-measures', {}, 'measures', 'invalid');
  return [
    {
      type: 'ProblemTakenOver',
      data: {
        problem: itemId(item),
        no: itemNo(item),
        year,
        branch,
        source,
        statement: freeText(statement),
        category,
        lead,
        status,
        since,
        raisedOn,
        ...plainFields(command),
        ...plan,
        ...datesOf(command, measures),
        ...(returned === true ? { returned } : {}),
        ...(conclusion === undefined ? {} : { conclusion: freeText(conclusion) }),
        paper: paperOf(paper),
      },
    },
  ];
};
