import { ACTS } from '#access/acts.js';
import type { Grant, Role } from '#access/roles.js';
import type { GoalAct, GoalStatus, RequirementAct, RequirementStatus } from './states.js';
import { GOAL_ACT_NAMES, goalActRow, REQUIREMENT_ACT_NAMES, REQUIREMENT_ACTS } from './states.js';

export interface PursuitViewer {
  readonly person: string;
  readonly affiliation?: string;
  readonly grants: readonly Pick<Grant, 'role' | 'unit'>[];
}

export interface PossiblePursuit<Act> {
  readonly act: Act;
  readonly allowed: boolean;
  /** Code of the refusal that the act would meet. */
  readonly reason?: string;
}

const OF_A_BRANCH: readonly Role[] = ['branch-secretary', 'branch-clerk'];

const answer = <Act>(act: Act, reason: string | undefined): PossiblePursuit<Act> =>
  reason === undefined ? { act, allowed: true } : { act, allowed: false, reason };

export interface GoalActionFacts {
  readonly status: GoalStatus;
  readonly branch: string;
  /** Answers in its place, where it has ended. */
  readonly heir?: string | null;
  readonly submittedBy?: string;
}

const JUDGING: readonly GoalAct[] = ['return-goal-result', 'conclude-goal'];

const goalRefusal = (act: GoalAct, facts: GoalActionFacts, viewer: PursuitViewer): string | undefined => {
  if (!JUDGING.includes(act)) return undefined;
  if ([facts.branch, facts.heir].includes(viewer.affiliation)) return 'recused';
  return viewer.person === facts.submittedBy ? 'submitter-may-not-conclude' : undefined;
};

/** What somebody with these roles could do next on a goal. Acts of other roles and branches are not in it. */
export const possibleGoalActions = (
  facts: GoalActionFacts,
  viewer: PursuitViewer,
): readonly PossiblePursuit<GoalAct>[] =>
  GOAL_ACT_NAMES.filter((act) => {
    const by: readonly Role[] = ACTS[act].by;
    const holds = viewer.grants.some(
      ({ role, unit }) => by.includes(role) && (!OF_A_BRANCH.includes(role) || unit === (facts.heir ?? facts.branch)),
    );
    return holds && goalActRow(act).from.includes(facts.status);
  }).map((act) => answer(act, goalRefusal(act, facts, viewer)));

export interface RequirementActionFacts {
  readonly concluded: boolean;
  /** Those it binds, each with how far it has come and who reported it implemented. */
  readonly units: readonly {
    readonly unit: string;
    readonly status: RequirementStatus;
    readonly implementedBy?: string;
  }[];
}

const conclusionRefusal = ({ units }: RequirementActionFacts, { person }: PursuitViewer): string | undefined => {
  if (units.some(({ status }) => status !== 'implemented')) return 'requirement-not-implemented';
  return units.some(({ implementedBy }) => implementedBy === person) ? 'implementer-may-not-conclude' : undefined;
};

/** The same for a requirement: what a unit does counts where one of the viewer's own units has come so far. */
export const possibleRequirementActions = (
  facts: RequirementActionFacts,
  viewer: PursuitViewer,
): readonly PossiblePursuit<RequirementAct>[] =>
  REQUIREMENT_ACT_NAMES.flatMap((act): readonly PossiblePursuit<RequirementAct>[] => {
    const by: readonly Role[] = ACTS[act].by;
    const held = viewer.grants.filter(({ role }) => by.includes(role));
    if (facts.concluded || held.length === 0) return [];
    if (act === 'conclude-requirement') return [answer(act, conclusionRefusal(facts, viewer))];
    const from: readonly RequirementStatus[] = REQUIREMENT_ACTS[act].from;
    const atHand = facts.units.some(
      ({ unit, status }) => from.includes(status) && held.some((grant) => grant.unit === unit),
    );
    return atHand ? [answer(act, undefined)] : [];
  });
