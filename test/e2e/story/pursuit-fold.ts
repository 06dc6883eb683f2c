import type { RawEvent } from '../../setup/raw-log.js';

export interface Goal {
  readonly id: string;
  readonly branch: string;
  readonly raisedIn: number;
  readonly dueOn: string;
  accepted: boolean;
  outcome: string | null;
  inCycle: number;
  evidenceInCycle: number;
  returnedInCycle: number;
}

export const foldGoals = (
  events: readonly RawEvent[],
  isInCycle: (event: RawEvent) => boolean,
): ReadonlyMap<string, Goal> => {
  const goals = new Map<string, Goal>();
  for (const event of events) {
    const { type, data } = event;
    if (type === 'GoalAssigned') {
      const { goal: id, branch, year: raisedIn, dueOn } = data;
      const counts = { inCycle: 0, evidenceInCycle: 0, returnedInCycle: 0 };
      goals.set(id, { id, branch, raisedIn, dueOn, accepted: false, outcome: null, ...counts });
    }
    const goal = 'goal' in data ? goals.get(data.goal) : undefined;
    if (goal === undefined) continue;
    if (type === 'GoalAccepted') goal.accepted = true;
    if (type === 'GoalConcluded') goal.outcome = data.outcome;
    if (!isInCycle(event) || type === 'GoalOpened') continue;
    goal.inCycle += 1;
    if (type === 'GoalResultReturned') goal.returnedInCycle += 1;
    if ('evidence' in data) goal.evidenceInCycle += data.evidence.length;
  }
  return goals;
};

/** One requirement as one unit has to meet it. */
export interface Part {
  readonly requirement: string;
  readonly no: string;
  readonly unit: string;
  readonly raisedIn: number;
  acknowledged: boolean;
  implemented: boolean;
  concluded: boolean;
  inCycle: number;
}

export const foldRequirements = (
  events: readonly RawEvent[],
  isInCycle: (event: RawEvent) => boolean,
): readonly Part[] => {
  const parts: Part[] = [];
  for (const event of events) {
    const { type, data } = event;
    if (type === 'RequirementIssued') {
      const { requirement, no, year: raisedIn } = data;
      const untouched = { acknowledged: false, implemented: false, concluded: false, inCycle: 0 };
      parts.push(...data.units.map((unit) => ({ requirement, no, unit, raisedIn, ...untouched })));
    }
    for (const part of parts) {
      if (!('requirement' in data) || data.requirement !== part.requirement) continue;
      if ('unit' in data && data.unit !== part.unit) continue;
      if (type === 'RequirementAcknowledged') part.acknowledged = true;
      if (type === 'RequirementImplemented') part.implemented = true;
      if (type === 'RequirementConcluded') part.concluded = true;
      if (isInCycle(event) && type !== 'RequirementOpened') part.inCycle += 1;
    }
  }
  return parts;
};
