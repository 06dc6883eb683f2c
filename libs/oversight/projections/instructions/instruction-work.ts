import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { ActName } from '#access/acts.js';
import { OF_A_BRANCH } from '#access/inheritance.js';
import { readsLimited } from '#access/levels.js';
import type { Role } from '#access/roles.js';
import { heirOf } from '#branches/published/passed.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { PassedProblems } from '#problems/published/passed-problems.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import type { LeadKind } from '#reviews/events.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { answerDueOn, instructionLight, instructionLightView } from './instruction-light.js';
import { instructionEntity } from './instructions.projection.js';
import type { InstructionRow } from './instructions.projection.js';

interface Step {
  readonly act: ActName;
  readonly owedBy: Owner;
  readonly condition: string;
  /** The column with the unit for which the role is held; absent for a role of the whole organisation. */
  readonly unit?: 'addresseeCode' | 'branch';
}

const answering = (kind: LeadKind, owedBy: Owner): Step => ({
  act: 'answer-instruction',
  owedBy,
  condition: `i.status = 'given' AND i.addresseeKind = '${kind}'`,
});

/** Whoever gave it reads the answer; a member of the committee as the leader of the contact point. */
const reading = (owedBy: Owner): Step => ({
  act: 'conclude-instruction',
  owedBy,
  condition: `i.status = 'answered' AND i.givenAs = '${owedBy}'`,
});

const STEPS: Readonly<Partial<Record<Role, Step>>> = {
  'branch-secretary': { ...answering('branch', 'unit'), unit: 'addresseeCode' },
  department: { ...answering('department', 'unit'), unit: 'addresseeCode' },
  'office-head': answering('office', 'office-head'),
  chair: reading('chair'),
  'committee-member': { ...reading('committee-member'), unit: 'branch' },
};

/** What waits on instructions: the answer, then the leader's reading of it. */
@Injectable()
export class InstructionWork extends WorkQueueSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passedProblems: PassedProblems,
  ) {
    super();
  }

  async waiting(request: WorkRequest): Promise<readonly WaitingGroup[]> {
    const step = STEPS[request.role];
    if (step === undefined) return [];
    const rows = await this.rowsOf(step, request);
    if (rows.length === 0) return [];
    const byLight: Partial<Record<Light, number>> = {};
    for (const row of rows) {
      const light = instructionLight(row, request.clock);
      byLight[light] = (byLight[light] ?? 0) + 1;
    }
    const items = rows.slice(0, request.first).map((row) => waitingItem(row, request.clock));
    return [{ act: step.act, owedBy: step.owedBy, count: rows.length, byLight, items }];
  }

  private async rowsOf(step: Step, request: WorkRequest): Promise<readonly InstructionRow[]> {
    const { role, units } = request;
    const { unit } = step;
    if (unit === undefined) return this.inScope(step, request).getMany();
    const inherited = OF_A_BRANCH.includes(role) ? await this.passedProblems.passedTo(units) : [];
    const rows = await this.inScope(step, request)
      .andWhere(`(i.${unit} = ANY (CAST(:units AS text[])) OR i.subject = ANY (CAST(:inherited AS text[])))`, {
        units,
        inherited,
      })
      .getMany();
    return OF_A_BRANCH.includes(role) ? this.answeredBy(units, rows, unit) : rows;
  }

  /** Of a problem that passed on by name, its successor has it, and no longer whoever took the branch's place. */
  private async answeredBy(
    units: readonly string[],
    rows: readonly InstructionRow[],
    unit: NonNullable<Step['unit']>,
  ): Promise<readonly InstructionRow[]> {
    const passed = await this.passedProblems.among(rows.map(({ subject }) => subject));
    return rows.filter((row) => units.includes(heirOf(row[unit] ?? '', passed.get(row.subject) ?? {})));
  }

  private inScope({ condition }: Step, { role }: WorkRequest): SelectQueryBuilder<InstructionRow> {
    return this.dataSource
      .getRepository(instructionEntity)
      .createQueryBuilder('i')
      .where(condition)
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
