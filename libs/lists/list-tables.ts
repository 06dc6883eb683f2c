import { LEVEL_NAMES, type Level } from '#access/levels.js';
import type { Language } from '#platform/http/language.js';
import type { LeadUnit } from '#reviews/events.js';
import { LIST_NAMES, MEASURE_KIND_NAMES, OWNER_NAMES, SOURCE_NAMES, UNIT_KIND_NAMES } from './list-names.js';
import type { ListName } from './list-names.js';
import type { ProblemLine, Task } from './published/list-source.js';

interface Column<Line> {
  readonly zh: string;
  readonly en: string;
  readonly cell: (line: Line, language: Language) => string;
}

const unit = ({ kind, code }: LeadUnit, language: Language): string => `${UNIT_KIND_NAMES[kind][language]} ${code}`;

const PROBLEM: readonly Column<ProblemLine>[] = [
  { zh: '编号', en: 'No.', cell: ({ no }) => no },
  { zh: '党支部', en: 'Branch', cell: ({ branch }) => branch },
  { zh: '年度', en: 'Raised in', cell: ({ raisedIn }) => String(raisedIn ?? '') },
  { zh: '来源', en: 'Source', cell: ({ source }, l) => (source === null ? '' : SOURCE_NAMES[source][l]) },
  { zh: '类别', en: 'Category', cell: ({ category }) => category ?? '' },
  { zh: '问题', en: 'Problem', cell: ({ statement }) => statement ?? '' },
  { zh: '知悉范围', en: 'Level', cell: ({ level }, l) => LEVEL_NAMES[level][l] },
  { zh: '牵头单位', en: 'Lead unit', cell: ({ lead }, l) => unit(lead, l) },
  { zh: '状态', en: 'Status', cell: ({ status }, l) => status[l] },
  { zh: '进展', en: 'Bulletin', cell: ({ bulletin }, l) => bulletin[l] },
  { zh: '待办方', en: 'Owed by', cell: ({ whoOwes }, l) => OWNER_NAMES[whoOwes.by][l] },
  { zh: '本环节期限', en: 'Step due on', cell: ({ dueOn }) => dueOn ?? '' },
  { zh: '整改期限', en: 'Rectification due on', cell: ({ rectificationDueOn }) => rectificationDueOn ?? '' },
  { zh: '灯', en: 'Light', cell: ({ light }, l) => light[l] },
  { zh: '催办次数', en: 'Reminders', cell: ({ reminders }) => String(reminders) },
  { zh: '最近催办', en: 'Last reminded on', cell: ({ remindedOn }) => remindedOn ?? '' },
];

const TASK: readonly Column<Task>[] = [
  { zh: '编号', en: 'No.', cell: ({ no }) => no },
  { zh: '党支部', en: 'Branch', cell: ({ branch }) => branch },
  { zh: '措施', en: 'Measure', cell: ({ measure }) => (measure === null ? '' : String(measure)) },
  {
    zh: '类型',
    en: 'Kind',
    cell: ({ measureKind }, l) =>
      measureKind === null ? { zh: '目标任务', en: 'Goal' }[l] : MEASURE_KIND_NAMES[measureKind][l],
  },
  { zh: '内容', en: 'Task', cell: ({ words }) => words },
  { zh: '知悉范围', en: 'Level', cell: ({ level }, l) => LEVEL_NAMES[level][l] },
  { zh: '预期成效', en: 'Expected', cell: ({ expected }) => expected },
  { zh: '责任单位', en: 'Unit', cell: (task, l) => unit(task.unit, l) },
  { zh: '责任岗位', en: 'Post', cell: ({ post }) => post ?? '—' },
  {
    zh: '配合单位',
    en: 'Supported by',
    cell: ({ supportingUnits }, l) => supportingUnits.map((each) => unit(each, l)).join('; '),
  },
  { zh: '期限', en: 'Due on', cell: ({ dueOn }) => dueOn ?? '' },
  { zh: '最近进展', en: 'Latest progress', cell: ({ progressedOn }) => progressedOn ?? '' },
  { zh: '完成', en: 'Done', cell: ({ done }, l) => ({ zh: done ? '是' : '否', en: done ? 'yes' : 'no' })[l] },
  { zh: '状态', en: 'Status', cell: ({ status }, l) => status[l] },
  { zh: '灯', en: 'Light', cell: ({ light }, l) => light[l] },
];

/** Whose list it is, and of which day; every copy on paper carries it. */
export interface ListHead {
  readonly list: ListName;
  /** The narrowest of its lines. */
  readonly level: Level;
  readonly unit: string;
  readonly date: string;
}

const table =
  <Line>(columns: readonly Column<Line>[]) =>
  (
    lines: readonly Line[],
    { list, level, unit: of, date }: ListHead,
    language: Language,
  ): readonly (readonly string[])[] => [
    [LIST_NAMES[list][language], LEVEL_NAMES[level][language], of, date],
    columns.map((column) => column[language]),
    ...lines.map((line) => columns.map(({ cell }) => cell(line, language))),
  ];

export const problemTable = table(PROBLEM);
export const taskTable = table(TASK);
