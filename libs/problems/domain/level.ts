import { isLimited, type Level } from '#access/levels.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LeadUnit } from '#reviews/events.js';
import type { Problem } from './problem.js';

/** What is read where a unit is given something to do. */
export interface LevelRead {
  /** Of a problem that was said at a meeting. */
  readonly toldAs?: Level;
}

const isUnit = ({ kind }: LeadUnit): boolean => kind === 'branch' || kind === 'department';

/** A branch or a department is given only what it may read. */
export const refuseHidden = (
  { no, level }: Pick<Problem, 'no' | 'level'>,
  units: readonly LeadUnit[],
  { toldAs = level }: LevelRead,
  path?: string,
): void => {
  if (isLimited({ level: toldAs }) && units.some(isUnit))
    throw new DomainError('level-hides-task', { entry: no }, path);
};
