import { answeringGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import type { Messages } from '#platform/http/messages.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import { lightView } from '#problems/published/light-view.js';
import type { InBoth, LightView } from '#problems/published/light-view.js';
import type { Owner } from '#problems/published/states.js';
import { actionViews } from './goal-views.js';
import type { ActionView } from './goal-views.js';
import type { RequirementWithUnits } from './projections/requirements/requirement.query.js';
import type { RequirementUnitRow } from './projections/requirements/requirement-units.projection.js';
import type { RequirementRow } from './projections/requirements/requirements.projection.js';
import { requirementDueOf, requirementLightOf } from './published/clock.js';
import { possibleRequirementActions } from './published/pursuit-actions.js';
import { REQUIREMENT_STATUS_TABLE } from './published/states.js';
import type { RequirementStatus } from './published/states.js';

/** What one unit has done with a requirement. */
export interface UnitPart extends Pick<RequirementUnitRow, 'unit' | 'acknowledgedOn' | 'implementedOn'> {
  readonly status: InBoth & { readonly code: RequirementStatus };
  /** Answers in its place, where it has ended. */
  readonly heir: string | null;
  readonly since: string | null;
  readonly words: string | null;
  readonly evidence: RequirementUnitRow['evidence'];
  readonly whoOwes: { readonly by: Owner; readonly unit: string | null };
  /** Of the next step; null where it has no date. */
  readonly dueOn: string | null;
  readonly light: LightView;
}

export interface RequirementSummary extends Pick<
  RequirementRow,
  'id' | 'no' | 'number' | 'heading' | 'level' | 'points' | 'issuedOn' | 'concludedOn' | 'finding'
> {
  readonly raisedIn: number | null;
  readonly addressees: NonNullable<RequirementRow['addressees']>['kind'] | null;
  readonly requirementDueOn: string | null;
  /** The units whose part the viewer may see, in the order of their codes. */
  readonly units: readonly UnitPart[];
}

/** The conclusion is for all units at once. */
export const statusOfPart = (
  part: RequirementUnitRow,
  { concludedOn }: Pick<RequirementRow, 'concludedOn'>,
): RequirementStatus => (concludedOn === null ? (part.status ?? 'issued') : 'concluded');

const unitPart = (
  part: RequirementUnitRow,
  requirement: RequirementRow,
  { today, policy, calendar }: ClockDay,
): UnitPart => {
  const status = statusOfPart(part, requirement);
  const facts = { status, since: part.since ?? requirement.issuedOn ?? today, dueOn: part.dueOn, returned: false };
  const { owedBy, dueOn } = requirementDueOf(facts, policy, calendar);
  const { zh, en } = REQUIREMENT_STATUS_TABLE[status];
  const heir = requirement.heirs[part.unit] ?? null;
  return {
    unit: part.unit,
    heir,
    status: { code: status, zh, en },
    since: requirement.concludedOn ?? part.since,
    acknowledgedOn: part.acknowledgedOn,
    implementedOn: part.implementedOn,
    words: part.words,
    evidence: part.evidence,
    whoOwes: { by: owedBy, unit: owedBy === 'unit' ? (heir ?? part.unit) : null },
    dueOn: dueOn ?? null,
    light: lightView(requirementLightOf(facts, today, policy, calendar), { dueOn, returned: false, nextStepOn: null }),
  };
};

/** Field by field: a row holds more than a reader may see. */
export const requirementSummary = (
  { requirement, units }: RequirementWithUnits,
  clock: ClockDay,
): RequirementSummary => ({
  id: requirement.id,
  no: requirement.no,
  raisedIn: requirement.year,
  number: requirement.number,
  heading: requirement.heading,
  level: requirement.level,
  points: requirement.points,
  addressees: requirement.addressees?.kind ?? null,
  issuedOn: requirement.issuedOn,
  requirementDueOn: requirement.dueOn,
  concludedOn: requirement.concludedOn,
  finding: requirement.finding,
  units: units.map((part) => unitPart(part, requirement, clock)),
});

export interface RequirementView extends RequirementSummary {
  readonly length: number;
  readonly lightsOf: ClockBasis;
  readonly actions: readonly ActionView<string>[];
}

/** The whole requirement, with what the viewer could do next. */
export const requirementView = (
  found: RequirementWithUnits,
  clock: ClockDay,
  viewer: Principal,
  messages: Messages,
): RequirementView => {
  const { requirement } = found;
  const units = found.units.map((part) => ({
    unit: requirement.heirs[part.unit] ?? part.unit,
    status: statusOfPart(part, requirement),
    ...part.separation,
  }));
  const waiting = units.filter(({ status }) => status !== 'implemented').map(({ unit }) => unit);
  const actions = possibleRequirementActions(
    { concluded: requirement.concludedOn !== null, units },
    { ...viewer, grants: answeringGrants(viewer) },
  );
  return {
    ...requirementSummary(found, clock),
    length: requirement.length,
    lightsOf: clock.basis,
    actions: actionViews(actions, messages, { units: waiting.join(', ') }),
  };
};
