import type { BranchStory, Path, ProblemStory } from './story-types.js';

/** 共性问题: said once at the meeting, followed up in each of these branches. */
export const COMMON = {
  statement: '年轻党员教育管理办法不多，线上学习以打卡代替',
  category: '党员教育',
} as const;

const COMMON_PATHS: Readonly<Record<string, Path>> = { '02': 'closed', '06': 'in-progress' };

export const COMMON_UNITS = Object.keys(COMMON_PATHS).toSorted();

/** For the list, one problem is put in other words than those that were said. */
export const RESTATED = {
  branch: '07',
  problem: '2023-述职-07-02',
  statement: '民主评议党员结果未与评先评优、谈话提醒挂钩',
  reason: '会上表述较概括，经核对会议记录规范文字。',
} as const;

export interface NumberedProblem extends ProblemStory {
  readonly no: string;
}

/** What the meeting pointed out to a branch, under its numbers. */
export const problemsOf = ({ code, problems }: BranchStory): readonly NumberedProblem[] => {
  const path = COMMON_PATHS[code];
  const own = problems.map((problem, index) => ({
    ...problem,
    no: `2023-述职-${code}-${String(index + 1).padStart(2, '0')}`,
  }));
  if (path === undefined) return own;
  const cause = '对年轻党员特点研究不够，学习形式单一。';
  const measures = ['每季度组织一次青年党员现场学习', '线上学习改为专题研讨加测试'];
  return [...own, { ...COMMON, cause, measures, path, no: `2023-共性-${code}-01` }];
};

/** 整改通知 of a branch: one number for all that it is sent. */
export const noticeOf = (code: string): string => `集团党办整改〔2024〕${String(Number(code))}号`;
