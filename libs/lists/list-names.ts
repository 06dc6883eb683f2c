import type { MeasureKind, Source } from '#problems/events.js';
import type { Owner } from '#problems/published/states.js';
import type { LeadKind } from '#reviews/events.js';

interface Names {
  readonly zh: string;
  readonly en: string;
}

export const MEASURE_KIND_NAMES: Readonly<Record<MeasureKind, Names>> = {
  'at-once': { zh: '立行立改', en: 'At once' },
  'by-date': { zh: '限期整改', en: 'By a date' },
  standing: { zh: '长期坚持', en: 'Standing' },
};

export const SOURCE_NAMES: Readonly<Record<Source, Names>> = {
  review: { zh: '述职评议', en: 'Review' },
  common: { zh: '共性问题', en: 'Common' },
  'self-examined': { zh: '自查', en: 'Self-examined' },
  check: { zh: '督查', en: 'Check' },
  inspection: { zh: '巡察', en: 'Inspection' },
  superior: { zh: '上级', en: 'Superior' },
  opinion: { zh: '征求意见', en: 'Opinion' },
};

export const UNIT_KIND_NAMES: Readonly<Record<LeadKind, Names>> = {
  branch: { zh: '党支部', en: 'Branch' },
  department: { zh: '部门', en: 'Department' },
  committee: { zh: '党委', en: 'Committee' },
  office: { zh: '党委办公室', en: 'Party office' },
};

export const OWNER_NAMES: Readonly<Record<Owner, Names>> = {
  office: { zh: '党委办公室', en: 'Party office' },
  'office-head': { zh: '党委办公室负责人', en: 'Head of the Party office' },
  'committee-member': { zh: '党委委员', en: 'Committee member' },
  chair: { zh: '党委书记', en: 'Chair' },
  unit: { zh: '牵头单位', en: 'Lead unit' },
  nobody: { zh: '—', en: '—' },
};

export const LIST_NAMES = {
  problems: { zh: '问题清单', en: 'Problem list' },
  tasks: { zh: '任务清单', en: 'Task list' },
  responsibilities: { zh: '责任清单', en: 'Responsibility list' },
} as const satisfies Readonly<Record<string, Names>>;
export type ListName = keyof typeof LIST_NAMES;
