import { Injectable } from '@nestjs/common';
import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { lightView } from '#problems/published/light-view.js';
import type { Light } from '#problems/published/lights.js';
import { requirementDueOf, requirementLightOf } from '../../published/clock.js';
import { REQUIREMENT_STATUS_TABLE } from '../../published/states.js';
import type { RequirementAct, RequirementStatus } from '../../published/states.js';
import { RequirementQuery } from './requirement.query.js';
import type { OpenRequirement, RequirementSight } from './requirement.query.js';
import type { RequirementUnitRow } from './requirement-units.projection.js';

interface Step {
  readonly act: RequirementAct;
  readonly status: RequirementStatus;
}

const STEPS: readonly Step[] = [
  { act: 'acknowledge-requirement', status: 'issued' },
  { act: 'implement-requirement', status: 'acknowledged' },
];

/** What waits on requirements: for each unit its part, for the office what all have implemented. */
@Injectable()
export class RequirementWork extends WorkQueueSource {
  constructor(private readonly requirements: RequirementQuery) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const may = (act: RequirementAct): boolean => {
      const by: readonly Role[] = ACTS[act].by;
      return by.includes(request.role);
    };
    const steps = STEPS.filter(({ act }) => may(act));
    const groups = await Promise.all(steps.map((step) => this.ofUnits(step, request)));
    const conclusions = may('conclude-requirement') ? [await this.ofOffice(request)] : [];
    return [...groups, ...conclusions].filter(({ count }) => count > 0);
  }

  private async ofUnits({ act, status }: Step, { role, units, clock, first }: WorkRequest): Promise<WaitingGroup> {
    const sight: RequirementSight =
      role === 'department' ? { branches: [], departments: units } : { branches: units, departments: [] };
    const found = await this.requirements.open({ sight, filter: { status: [status], owed: true }, clock });
    const items = found.flatMap(({ requirement, units: parts }) =>
      parts.map((part) => waitingItem(requirement, part, status, clock)),
    );
    return group(act, status, items, first);
  }

  private async ofOffice({ clock, first }: WorkRequest): Promise<WaitingGroup> {
    const found = await this.requirements.implemented();
    const items = found.map((requirement) => waitingItem(requirement, undefined, 'implemented', clock));
    return group('conclude-requirement', 'implemented', items, first);
  }
}

const waitingItem = (
  requirement: OpenRequirement,
  part: RequirementUnitRow | undefined,
  status: RequirementStatus,
  { today, policy, calendar }: ClockDay,
): WaitingItem => {
  const facts = { status, since: part?.since ?? today, dueOn: requirement.dueOn, returned: false };
  const { dueOn } = requirementDueOf(facts, policy, calendar);
  return {
    kind: 'requirement',
    id: requirement.id,
    no: requirement.no,
    branch: part?.unit ?? null,
    title: requirement.heading ?? '',
    dueOn: dueOn ?? null,
    light: lightView(requirementLightOf(facts, today, policy, calendar), { dueOn, returned: false, nextStepOn: null }),
  };
};

/** Without a date comes last; `9999` sorts behind every day. */
const orderOf = ({ dueOn, no }: WaitingItem): string => `${dueOn ?? '9999'} ${no ?? ''}`;

const group = (
  act: RequirementAct,
  status: RequirementStatus,
  items: readonly WaitingItem[],
  first: number,
): WaitingGroup => {
  const byLight: Partial<Record<Light, number>> = {};
  for (const { light } of items) if (light !== null) byLight[light.code] = (byLight[light.code] ?? 0) + 1;
  const sorted = items.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const { owedBy } = REQUIREMENT_STATUS_TABLE[status];
  return { act, owedBy, count: items.length, byLight, items: sorted.slice(0, first) };
};
