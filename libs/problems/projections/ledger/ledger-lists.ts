import { Injectable } from '@nestjs/common';
import { heirOf } from '#branches/published/passed.js';
import { ProblemListSource, TaskSource } from '#lists/published/list-source.js';
import type { ItemTasks, ListRequest, ProblemLine, Task } from '#lists/published/list-source.js';
import type { LeadUnit } from '#reviews/events.js';
import { measureLight } from '../../measure-lights.js';
import { isTold, problemSummary } from '../../problem-views.js';
import type { Told } from '../../problem-views.js';
import type { ClockDay } from '../../published/clock-day.js';
import { STATUS_TABLE } from '../../published/states.js';
import { problemSight } from './ledger-sight.js';
import { LedgerQuery, NO_DATE } from './ledger.query.js';
import type { ListedProblem, PlannedProblem } from './ledger.query.js';
import { measuresOf } from './plan.js';
import type { MeasureView } from './plan.js';

const listOf = ({ viewer, filter, clock, after, limit }: ListRequest) => ({
  list: { sight: problemSight(viewer), filter, clock },
  limit,
  ...(after === undefined ? {} : { after: { dueOn: NO_DATE, ...after } }),
});

/** 问题清单. */
@Injectable()
export class LedgerProblems extends ProblemListSource {
  constructor(private readonly ledger: LedgerQuery) {
    super();
  }

  async problems(request: ListRequest): Promise<readonly ProblemLine[]> {
    const { list, ...page } = listOf(request);
    const rows = await this.ledger.page({ ...list, ...page, sort: 'no' });
    return rows.filter(isTold).map((row) => problemLine(row, request.clock));
  }
}

/** Measures of plans, for the 任务清单 and the 责任清单. */
@Injectable()
export class LedgerTasks extends TaskSource {
  constructor(private readonly ledger: LedgerQuery) {
    super();
  }

  async items(request: ListRequest): Promise<readonly ItemTasks[]> {
    const { list, limit, after } = listOf(request);
    const rows = await this.ledger.planned(list, limit, after);
    return rows.filter(isTold).map((row) => ({
      branch: row.branch,
      no: row.no ?? '',
      tasks: measuresOf(row.plan).map((measure) => taskOf(row, measure, request.clock)),
    }));
  }
}

const problemLine = (row: Told<ListedProblem>, clock: ClockDay): ProblemLine => {
  const { id, no, raisedIn, branch, source, category, statement, level, lead, ...rest } = problemSummary(row, clock);
  const { status, bulletin, whoOwes, dueOn, rectificationDueOn, light, reminders, remindedOn } = rest;
  const line = { id, no: no ?? '', raisedIn, branch, source, category, statement, level, lead };
  return { ...line, status, bulletin, whoOwes, dueOn, rectificationDueOn, light, reminders, remindedOn };
};

const answering = ({ kind, code }: LeadUnit, { passed }: Told<PlannedProblem>): LeadUnit => ({
  kind,
  code: kind === 'branch' ? heirOf(code, passed) : code,
});

const taskOf = (row: Told<PlannedProblem>, measure: MeasureView, clock: ClockDay): Task => {
  const { zh, en } = STATUS_TABLE[row.status];
  return {
    kind: 'measure',
    branch: row.branch,
    no: row.no ?? '',
    item: row.id,
    measure: measure.measure,
    measureKind: measure.kind,
    words: measure.words,
    level: row.level,
    expected: measure.expectedResult,
    unit: answering(measure.leadUnit, row),
    supportingUnits: measure.supportingUnits.map((unit) => answering(unit, row)),
    post: measure.responsiblePost,
    dueOn: measure.extendedTo ?? measure.dueOn,
    done: measure.done,
    progressedOn: measure.progress.at(-1)?.on ?? null,
    status: { code: row.status, zh, en },
    light: measureLight(measure, row.status, clock),
  };
};
