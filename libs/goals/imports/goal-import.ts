import { Injectable } from '@nestjs/common';
import type { CommandResult } from '#event-sourcing/command.js';
import type { Column, RowValues } from '#imports/domain/column.js';
import { nested } from '#imports/domain/column.js';
import { levelColumn, withoutUsualLevel } from '#imports/domain/level-column.js';
import { ImportKind } from '#imports/import-kind.js';
import { TakeOverGoal } from '../commands/take-over-goal.js';
import { goalStream } from '../events.js';
import { GOAL_STATUS_TABLE, GOAL_STATUSES } from '../published/states.js';

const statuses = GOAL_STATUSES.map((value) => ({ value, zh: GOAL_STATUS_TABLE[value].zh, en: value }));
const outcomes = [
  { value: 'achieved', zh: '已完成', en: 'achieved' },
  { value: 'largely-achieved', zh: '基本完成', en: 'largely achieved' },
  { value: 'not-achieved', zh: '未完成', en: 'not achieved' },
];

/** 目标: the columns of the old ledger. */
const COLUMNS: readonly Column[] = [
  { path: 'externalKey', zh: '外部编号', en: 'external key', cell: 'text', required: true, example: 'MB-2023-0004' },
  { path: 'no', zh: '编号', en: 'number', cell: 'text', example: '2023-目标-03-01' },
  { path: 'year', zh: '年度', en: 'year', cell: 'whole', required: true, example: '2023' },
  { path: 'branch', zh: '党支部编码', en: 'branch', cell: 'code', required: true, example: '03' },
  { path: 'statement', zh: '目标', en: 'statement', cell: 'text', required: true, example: '年内发展党员三名' },
  levelColumn('take-over-goal'),
  { path: 'measure', zh: '衡量标准', en: 'measure', cell: 'text', required: true, example: '发展党员人数' },
  { path: 'dueOn', zh: '完成期限', en: 'due on', cell: 'day', required: true, example: '2024-12-31' },
  { path: 'assignedOn', zh: '确定日期', en: 'assigned on', cell: 'day', required: true, example: '2024-01-18' },
  { path: 'status', zh: '状态', en: 'status', cell: 'choice', required: true, choices: statuses, example: '推进中' },
  { path: 'since', zh: '进入状态日期', en: 'since', cell: 'day', required: true, example: '2024-02-01' },
  { path: 'acceptedOn', zh: '认领日期', en: 'accepted on', cell: 'day', example: '2024-02-01' },
  { path: 'submittedOn', zh: '报送日期', en: 'submitted on', cell: 'day' },
  { path: 'returned', zh: '被退回', en: 'returned', cell: 'flag' },
  { path: 'outcome', zh: '完成情况', en: 'outcome', cell: 'choice', choices: outcomes },
  { path: 'finding', zh: '认定意见', en: 'finding', cell: 'text' },
  {
    path: 'paper.number',
    zh: '台账册页号',
    en: 'paper number',
    cell: 'text',
    required: true,
    example: '2023年目标台账第4页',
  },
  { path: 'paper.date', zh: '台账日期', en: 'paper date', cell: 'day', required: true, example: '2024-11-29' },
  { path: 'paper.place', zh: '台账存放处', en: 'paper place', cell: 'text', example: '党委办公室档案柜三层' },
];

/** 期初录入 of the goals of an old ledger. */
@Injectable()
export class GoalImport extends ImportKind {
  readonly name = 'goals';
  readonly place = 5;
  readonly form = { sheet: { zh: '目标', en: 'goals' }, columns: COLUMNS };
  readonly act = 'take-over-goal';
  readonly command = TakeOverGoal;

  keyOf({ externalKey }: RowValues): string {
    return typeof externalKey === 'string' ? externalKey.trim() : '';
  }

  laneOf({ year, branch }: RowValues): string {
    return [year, branch].join('-');
  }

  override request(values: RowValues): Readonly<Record<string, unknown>> {
    const { paper, ...plain } = nested(withoutUsualLevel(values));
    return { ...plain, paper: { kind: 'ledger', ...(typeof paper === 'object' ? paper : {}) } };
  }

  override settled({ stream }: CommandResult): object {
    return { no: stream.slice(goalStream('').length) };
  }
}
