import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import { itemId, itemNo } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { ProblemEvent, ProblemEvents } from '../events.js';
import type { EarlierProblems } from '../published/earlier-problem.js';
import { refuseNoRecurrence } from '../published/earlier-problem.js';
import { closedAbove } from '../published/unit-scope.js';
import { refuseEndedLead } from './dispatch.js';
import type { ProblemState } from './problem.js';

/** Sources of problems that are raised by themselves. */
export const RAISED_SOURCES = [
  'self-examined',
  'check',
  'inspection',
  'superior',
  'opinion',
] as const satisfies readonly ProblemEvents['ProblemRaised']['source'][];
export type RaisedSource = (typeof RAISED_SOURCES)[number];

export interface Raise {
  readonly year: number;
  /** Absent where it concerns no branch: then the office or the committee, which leads it, is told itself. */
  readonly branch?: string;
  readonly source: RaisedSource;
  readonly category: string;
  readonly statement: string;
  /** The branch itself unless told. */
  readonly lead?: LeadUnit;
  readonly recurrenceOf?: string;
}

export interface RaiseRead {
  /** There is a branch of the code of the unit that is told. */
  readonly branchExists: boolean;
  /** The one that this is said to be again. */
  readonly earlier: EarlierProblems;
  /** The branch, or the lead that is named, has ended. */
  readonly endedOn?: LocalDate | undefined;
  readonly leadEndedOn?: LocalDate | undefined;
  /** The running number to try, within year, source and branch. */
  readonly n: number;
}

export const NUMBER_TAKEN = 'problem-number-taken';

/** Code of the unit that is told; number and id carry it. */
export const toldUnit = ({ branch, lead }: Pick<Raise, 'branch' | 'lead'>): string => {
  if (branch !== undefined) return branch;
  if (lead === undefined || !closedAbove(lead)) throw new DomainError('branch-required', {}, 'branch', 'invalid');
  return lead.code;
};

export const raise: Decide<Raise, ProblemState, ProblemEvent, RaiseRead> = (command, state, _context, read) => {
  const { year, source, category, statement, lead, recurrenceOf } = command;
  const { branchExists, endedOn, leadEndedOn, n, earlier } = read;
  const branch = toldUnit(command);
  if (command.branch === undefined && branchExists)
    throw new DomainError('unit-code-of-branch', { code: branch }, 'lead.code', 'invalid');
  if (command.branch !== undefined && !branchExists)
    throw new DomainError('branch-not-found', { code: branch }, 'branch', 'not-found');
  if (endedOn !== undefined) throw new DomainError('branch-ended', { code: branch, on: endedOn }, 'branch');
  if (lead !== undefined) refuseEndedLead(lead, leadEndedOn);
  const item = { sort: source, year, branch, n };
  if (state !== undefined) throw new DomainError(NUMBER_TAKEN, { no: itemNo(item) });
  const { kind, code } = lead ?? { kind: 'branch' as const, code: branch };
  refuseNoRecurrence(recurrenceOf, { branch, lead: { kind, code } }, earlier, 'recurrenceOf');
  return [
    {
      type: 'ProblemRaised',
      data: {
        problem: itemId(item),
        no: itemNo(item),
        year,
        branch,
        source,
        statement: freeText(statement),
        category,
        lead: { kind, code },
        ...(recurrenceOf === undefined ? {} : { recurrenceOf }),
      },
    },
  ];
};
