import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { ActName } from '#access/acts.js';
import { readsLimited } from '#access/levels.js';
import type { Role } from '#access/roles.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { answerDueOn, instructionLight, instructionLightView } from './instruction-light.js';
import { instructionEntity } from './instructions.projection.js';
import type { InstructionRow } from './instructions.projection.js';

interface Step {
  readonly act: ActName;
  readonly owedBy: Owner;
  readonly condition: string;
}

const answering = (kind: string, owedBy: Owner, scope = ''): Step => ({
  act: 'answer-instruction',
  owedBy,
  condition: `i.status = 'given' AND i.addresseeKind = '${kind}'${scope}`,
});

const OF_UNITS = ' AND i.addresseeCode = ANY (CAST(:units AS text[]))';

/** Whoever gave it reads the answer; a member of the committee as the leader of the contact point. */
const reading = (owedBy: Owner, scope = ''): Step => ({
  act: 'conclude-instruction',
  owedBy,
  condition: `i.status = 'answered' AND i.givenAs = '${owedBy}'${scope}`,
});

const STEPS: Readonly<Partial<Record<Role, Step>>> = {
  'branch-secretary': answering('branch', 'unit', OF_UNITS),
  department: answering('department', 'unit', OF_UNITS),
  'office-head': answering('office', 'office-head'),
  chair: reading('chair'),
  'committee-member': reading('committee-member', ' AND i.branch = ANY (CAST(:units AS text[]))'),
};

/** What waits on instructions: the answer, then the leader's reading of it. */
@Injectable()
export class InstructionWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const step = STEPS[request.role];
    if (step === undefined) return [];
    const rows = await this.inScope(step, request).getMany();
    if (rows.length === 0) return [];
    const byLight: Partial<Record<Light, number>> = {};
    for (const row of rows) {
      const light = instructionLight(row, request.clock);
      byLight[light] = (byLight[light] ?? 0) + 1;
    }
    const items = rows.slice(0, request.first).map((row) => waitingItem(row, request.clock));
    return [{ act: step.act, owedBy: step.owedBy, count: rows.length, byLight, items }];
  }

  private inScope({ condition }: Step, { role, units }: WorkRequest): SelectQueryBuilder<InstructionRow> {
    return this.dataSource
      .getRepository(instructionEntity)
      .createQueryBuilder('i')
      .where(condition, { units })
      .andWhere(readsLimited(role) ? 'TRUE' : `i.level <> 'committee-only'`)
      .orderBy('i.dueOn', 'ASC', 'NULLS LAST')
      .addOrderBy('i.subject')
      .addOrderBy('i.number');
  }
}

const waitingItem = (row: InstructionRow, clock: ClockDay): WaitingItem => {
  const item = parseItem(row.subject);
  return {
    kind: 'instruction',
    id: row.id,
    no: item === undefined ? null : itemNo(item),
    branch: row.branch,
    title: row.words,
    dueOn: answerDueOn(row) ?? null,
    light: instructionLightView(row, clock),
  };
};
