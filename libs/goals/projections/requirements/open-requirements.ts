import { Injectable } from '@nestjs/common';
import type { OpenListItem } from '#branches/published/open-list.js';
import { OpenListSource } from '#branches/published/open-list.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import { statusOfPart } from '../../requirement-views.js';
import { REQUIREMENT_STATUS_TABLE } from '../../published/states.js';
import { RequirementQuery } from './requirement.query.js';

/** The requirements of an open list, each once. */
@Injectable()
export class OpenRequirements extends OpenListSource {
  constructor(
    private readonly requirements: RequirementQuery,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {
    super();
  }

  async openOf(branches: readonly string[]): Promise<readonly OpenListItem[]> {
    const today = this.day.today();
    const clock = clockDay(today, await this.policies.read(today));
    const sight = { branches, departments: [] };
    const found = await this.requirements.open({ sight, filter: { owed: true }, clock });
    return found.flatMap(({ requirement, units: [part] }) => {
      if (part === undefined) return [];
      const code = statusOfPart(part, { concludedOn: null });
      const { zh, en } = REQUIREMENT_STATUS_TABLE[code];
      return {
        kind: 'requirement' as const,
        id: requirement.id,
        no: requirement.no,
        branch: part.unit,
        title: requirement.heading ?? '',
        level: requirement.level,
        status: { code, zh, en },
        dueOn: requirement.dueOn,
      };
    });
  }
}
