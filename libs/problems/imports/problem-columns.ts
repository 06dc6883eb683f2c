import type { Choice, Column } from '#imports/domain/column.js';
import { levelColumn } from '#imports/domain/level-column.js';
import { SOURCES } from '../events.js';
import type { Source } from '../events.js';
import { PROBLEM_STATUSES, STATUS_TABLE } from '../published/states.js';

const SOURCE_WORDS: Readonly<Record<Source, { readonly zh: string; readonly en: string }>> = {
  review: { zh: '述职评议', en: 'review' },
  common: { zh: '共性问题', en: 'common' },
  'self-examined': { zh: '自查', en: 'self-examined' },
  check: { zh: '督查', en: 'check' },
  inspection: { zh: '巡察', en: 'inspection' },
  superior: { zh: '上级', en: 'superior' },
  opinion: { zh: '意见', en: 'opinion' },
};

const UNIT_KINDS: readonly Choice[] = [
  { value: 'branch', zh: '党支部', en: 'branch' },
  { value: 'department', zh: '部门', en: 'department' },
  { value: 'committee', zh: '党委', en: 'committee' },
];

const statuses: readonly Choice[] = PROBLEM_STATUSES.filter(
  (status) => status !== 'flagged' && status !== 'merged',
).map((status) => ({
  value: status,
  zh: STATUS_TABLE[status].zh,
  en: status,
}));

/** 问题: the columns of the old ledger. */
export const PROBLEM_COLUMNS: readonly Column[] = [
  { path: 'externalKey', zh: '外部编号', en: 'external key', cell: 'text', required: true, example: 'WT-2023-0031' },
  { path: 'no', zh: '编号', en: 'number', cell: 'text', example: '2023-述职-03-01' },
  { path: 'year', zh: '年度', en: 'year', cell: 'whole', required: true, example: '2023' },
  { path: 'branch', zh: '党支部编码', en: 'branch', cell: 'code', required: true, example: '03' },
  {
    path: 'source',
    zh: '来源',
    en: 'source',
    cell: 'choice',
    required: true,
    choices: SOURCES.map((value) => ({ value, ...SOURCE_WORDS[value] })),
    example: '述职评议',
  },
  { path: 'category', zh: '类别', en: 'category', cell: 'text', required: true, example: '组织生活' },
  { path: 'statement', zh: '问题', en: 'statement', cell: 'text', required: true, example: '“三会一课”记录不全' },
  levelColumn('take-over-problem'),
  { path: 'lead.kind', zh: '牵头单位类型', en: 'lead kind', cell: 'choice', choices: UNIT_KINDS, example: '党支部' },
  { path: 'lead.code', zh: '牵头单位编码', en: 'lead', cell: 'code', example: '03' },
  { path: 'recurrenceOf', zh: '重复发生的编号', en: 'recurrence of', cell: 'text' },
  { path: 'status', zh: '状态', en: 'status', cell: 'choice', required: true, choices: statuses, example: '整改中' },
  { path: 'since', zh: '进入状态日期', en: 'since', cell: 'day', required: true, example: '2024-03-01' },
  { path: 'raisedOn', zh: '提出日期', en: 'raised on', cell: 'day', required: true, example: '2024-01-18' },
  { path: 'listedOn', zh: '审定日期', en: 'listed on', cell: 'day', example: '2024-01-25' },
  { path: 'listNumber', zh: '清单文号', en: 'list number', cell: 'text', example: '集团党发〔2024〕2号' },
  { path: 'dispatchedOn', zh: '交办日期', en: 'dispatched on', cell: 'day', example: '2024-01-26' },
  { path: 'noticeNumber', zh: '整改通知文号', en: 'notice number', cell: 'text', example: '整改通知〔2024〕3号' },
  { path: 'planDueOn', zh: '方案报送期限', en: 'plan due on', cell: 'day', example: '2024-02-20' },
  { path: 'acknowledgedOn', zh: '签收日期', en: 'acknowledged on', cell: 'day', example: '2024-01-30' },
  { path: 'measures', zh: '整改措施', en: 'measures', cell: 'text', example: '每月核对一次党费收缴台账' },
  { path: 'responsiblePost', zh: '责任岗位', en: 'responsible post', cell: 'text', example: '组织委员' },
  { path: 'expectedResult', zh: '预期成效', en: 'expected result', cell: 'text', example: '台账齐全，账实相符' },
  { path: 'measuresDone', zh: '已完成措施', en: 'measures done', cell: 'wholes' },
  { path: 'dueOn', zh: '整改期限', en: 'due on', cell: 'day', example: '2024-12-31' },
  { path: 'originalDueOn', zh: '原定期限', en: 'original due on', cell: 'day' },
  { path: 'extensionsGranted', zh: '已延期次数', en: 'extensions granted', cell: 'whole' },
  { path: 'returned', zh: '被退回', en: 'returned', cell: 'flag' },
  { path: 'submittedOn', zh: '报请核验日期', en: 'submitted on', cell: 'day' },
  { path: 'verifiedOn', zh: '核验日期', en: 'verified on', cell: 'day' },
  { path: 'conclusion', zh: '办结意见', en: 'conclusion', cell: 'text' },
  { path: 'notedHalf', zh: '长期坚持已登记至', en: 'noted half', cell: 'text' },
  {
    path: 'paper.number',
    zh: '台账册页号',
    en: 'paper number',
    cell: 'text',
    required: true,
    example: '2023年台账第2册第15页',
  },
  { path: 'paper.date', zh: '台账日期', en: 'paper date', cell: 'day', required: true, example: '2024-11-29' },
  { path: 'paper.place', zh: '台账存放处', en: 'paper place', cell: 'text', example: '党委办公室档案柜三层' },
];
