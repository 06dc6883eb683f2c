import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { PaperReference } from '#problems/events.js';
import { itemId, itemNo, parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { GoalEvent, GoalEvents, Outcome } from '../events.js';
import type { GoalStatus } from '../published/states.js';
import type { GoalState } from './goal.js';

export interface TakeOver {
  /** Id under which the paper has it; the next free number unless told. */
  readonly no?: string;
  readonly year: number;
  readonly branch: string;
  readonly statement: string;
  readonly measure: string;
  readonly dueOn: LocalDate;
  readonly assignedOn: LocalDate;
  readonly status: GoalStatus;
  readonly since: LocalDate;
  readonly acceptedOn?: LocalDate;
  readonly submittedOn?: LocalDate;
  readonly returned?: boolean;
  readonly outcome?: Outcome;
  readonly finding?: string;
  readonly paper: PaperReference;
  readonly externalKey?: string;
}

export interface TakeOverRead {
  readonly branchExists: boolean;
  /** A comment of a review in this log has set a goal under this number. */
  readonly assignedHere: boolean;
  /** The running number to try, within year and branch. */
  readonly n: number;
}

export const GOAL_NUMBER_TAKEN = 'goal-number-taken';

const invalid = (code: string, params: Readonly<Record<string, string>>, path: string): DomainError =>
  new DomainError(code, params, path, 'invalid');

const KNOWN_IN: Partial<Record<keyof TakeOver, readonly GoalStatus[]>> = {
  acceptedOn: ['accepted', 'submitted', 'concluded'],
  submittedOn: ['submitted', 'concluded'],
  returned: ['accepted'],
  outcome: ['concluded'],
  finding: ['concluded'],
};

/** The paper tells what its status needs, and nothing that would have come after it. */
const refuseFields = (command: TakeOver): void => {
  const { status, outcome } = command;
  for (const [field, statuses] of Object.entries(KNOWN_IN)) {
    const value = command[field as keyof TakeOver];
    if (value !== undefined && value !== false && !statuses.includes(status))
      throw invalid('not-in-status', { field, status }, field);
  }
  if (status === 'concluded' && outcome === undefined)
    throw invalid('needed-in-status', { field: 'outcome', status }, 'outcome');
};

const DAYS = ['assignedOn', 'acceptedOn', 'submittedOn', 'since'] as const;

/** No step before the one before it, none after the entry; the step into the status is on the day of the status. */
const refuseDays = (command: TakeOver, { occurredOn, today }: CommandContext): void => {
  const days = DAYS.flatMap((name) => (command[name] === undefined ? [] : [{ name, day: command[name] }]));
  days.forEach(({ name, day }, index) => {
    const before = days[index - 1];
    if (before !== undefined && day < before.day)
      throw invalid('days-out-of-order', { earlier: before.name, day: before.day }, name);
  });
  const { since, status, paper, returned } = command;
  if (since > occurredOn) throw invalid('after-the-entry', { day: since, entered: occurredOn }, 'since');
  if (paper.date > today) throw invalid('after-the-entry', { day: paper.date, entered: today }, 'paper.date');
  const step = stepInto(status);
  const day = step === undefined || returned === true ? undefined : command[step];
  if (step !== undefined && day !== undefined && day !== since)
    throw invalid('not-the-day-of-the-status', { since, status }, step);
};

const stepInto = (status: GoalStatus): 'acceptedOn' | 'submittedOn' | undefined =>
  status === 'accepted' ? 'acceptedOn' : status === 'submitted' ? 'submittedOn' : undefined;

const optional = (command: TakeOver): Partial<GoalEvents['GoalTakenOver']> => {
  const { status, since, acceptedOn, submittedOn, returned, outcome, finding, externalKey } = command;
  const step = returned === true ? undefined : stepInto(status);
  const told = (name: typeof step, day: LocalDate | undefined): boolean =>
    day !== undefined && !(step === name && day === since);
  return {
    ...(acceptedOn !== undefined && told('acceptedOn', acceptedOn) ? { acceptedOn } : {}),
    ...(submittedOn !== undefined && told('submittedOn', submittedOn) ? { submittedOn } : {}),
    ...(returned === true ? { returned } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(finding === undefined ? {} : { finding: freeText(finding) }),
    ...(externalKey === undefined ? {} : { externalKey }),
  };
};

/** 期初录入. Nothing is made up in between, and nobody has stood on one side of a separation of duties yet. */
export const takeOver: Decide<TakeOver, GoalState, GoalEvent, TakeOverRead> = (command, state, context, read) => {
  const { no, year, branch, statement, measure, dueOn, assignedOn, status, since, paper } = command;
  if (!read.branchExists) throw new DomainError('branch-not-found', { code: branch }, 'branch', 'not-found');
  const item = { sort: 'goal', year, branch, n: read.n } as const;
  const named = no === undefined ? undefined : parseItem(no);
  if (named !== undefined && no !== itemId(item)) throw invalid('number-of-another', { no: itemNo(named) }, 'no');
  if (state !== undefined || read.assignedHere) throw new DomainError(GOAL_NUMBER_TAKEN, { no: itemNo(item) }, 'no');
  refuseFields(command);
  refuseDays(command, context);
  const { kind, number, date, place } = paper;
  return [
    {
      type: 'GoalTakenOver',
      data: {
        goal: itemId(item),
        no: itemNo(item),
        year,
        branch,
        statement: freeText(statement),
        measure: freeText(measure),
        dueOn,
        assignedOn,
        status,
        since,
        ...optional(command),
        paper: { kind, number, date, ...(place === undefined ? {} : { place }) },
      },
    },
  ];
};
