import type { Grade, Mode, RosterGroup } from '../events.js';

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

export const GROUP_NAMES: Readonly<Record<RosterGroup, InBoth>> = {
  'committee-members': { zh: '党委委员', en: 'committee members' },
  'branch-secretaries': { zh: '支部书记', en: 'branch secretaries' },
  'department-heads': { zh: '部门负责人', en: 'heads of departments' },
  'grassroots-members': { zh: '基层党员', en: 'grassroots members' },
  cadres: { zh: '干部', en: 'cadres' },
  'staff-representatives': { zh: '职工代表', en: 'staff representatives' },
  'superior-guests': { zh: '上级到会人员', en: 'guests from the superior body' },
};

export const MODE_NAMES: Readonly<Record<Mode, InBoth>> = {
  'on-site': { zh: '现场述职', en: 'on site' },
  video: { zh: '视频述职', en: 'by video' },
  written: { zh: '书面述职', en: 'in writing' },
};

export const GRADE_NAMES: Readonly<Record<Grade, InBoth>> = {
  good: { zh: '好', en: 'good' },
  'fairly-good': { zh: '较好', en: 'fairly good' },
  fair: { zh: '一般', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
};
