import type { Passing } from '#branches/published/succession.js';
import { answering } from '#branches/published/succession.js';
import { isLimited, type Level } from '#access/levels.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { concerns } from '#problems/published/unit-scope.js';
import type { LeadUnit } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { Subject } from '../events.js';

/** What every command names: the id of an item, or the code of a branch. */
export interface OnSubject {
  readonly subject: string;
}

/** The subject as its own streams tell it. */
export interface KnownSubject {
  /** The branch that was told; absent where there are many. */
  readonly branch?: string;
  /** Who works on it; absent where there are many. */
  readonly lead?: LeadUnit;
  /** Units that lead, support or were told. */
  readonly units: readonly LeadUnit[];
  /** How it passed on from branches that ended. */
  readonly passings?: readonly Passing[];
  /** Of a problem. */
  readonly level?: Level;
  /** Nothing is owed any more. */
  readonly settled: boolean;
}

export interface SubjectRead {
  /** Absent: there is no such thing. */
  readonly known?: KnownSubject;
}

export const subjectOf = (id: string): Subject => {
  const sort = parseItem(id)?.sort;
  if (sort === undefined) return { kind: 'branch', id };
  return { kind: sort === 'goal' || sort === 'requirement' ? sort : 'problem', id };
};

const notFound = ({ subject }: OnSubject): DomainError =>
  new DomainError('oversight-subject-not-found', { subject }, undefined, 'not-found');

/** Refuses what does not exist as if it did not concern the actor, and the other way round. */
export const knownTo = (command: OnSubject, context: CommandContext, { known }: SubjectRead): KnownSubject => {
  if (known === undefined) throw notFound(command);
  const { branch = '', lead = { kind: 'branch', code: branch } as const, passings = [] } = known;
  const told = answering(branch, passings, context.occurredOn);
  if (context.role === 'committee-member' && !concerns({ branch: told, lead }, context)) throw notFound(command);
  return known;
};

/** A branch or a department is asked only for what it may read. */
export const refuseHidden = (
  { subject }: OnSubject,
  level: Level | undefined,
  { kind }: LeadUnit,
  path: string,
): void => {
  const isUnit = kind === 'branch' || kind === 'department';
  if (isUnit && level !== undefined && isLimited({ level }))
    throw new DomainError('level-hides-task', { entry: subject }, path);
};

const same = (a: LeadUnit, b: LeadUnit): boolean => a.kind === b.kind && a.code === b.code;

/** The unit that answers on a day in place of another. */
export const answeringUnit = ({ kind, code }: LeadUnit, { passings = [] }: KnownSubject, day: LocalDate): LeadUnit =>
  kind === 'branch' ? { kind, code: answering(code, passings, day) } : { kind, code };

/** Who works on it on the day of the act. */
export const leadOf = (known: KnownSubject, { occurredOn }: CommandContext): LeadUnit | undefined =>
  known.lead && answeringUnit(known.lead, known, occurredOn);

/** Refuses a unit that has nothing to do with the subject. */
export const concernedUnit = ({ units }: KnownSubject, unit: LeadUnit, path: string): LeadUnit => {
  const { kind, code } = unit;
  if (!units.some((each) => same(each, unit))) throw new DomainError('unit-not-concerned', { code }, path, 'invalid');
  return { kind, code };
};
