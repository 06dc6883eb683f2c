import { GRADE_NAMES } from '#reviews/published/names.js';
import type { BranchReplay, Finding, Step } from '#chronicle/replay/replay-report.js';
import { MODE_NAMES } from '#reviews/published/names.js';
import { figureLines } from './figure-lines.js';
import { goalLines, problemLines, requirementLines } from './item-lines.js';
import { both, heading, stepLines, subheading } from './lines.js';

const section = (zh: string, en: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [subheading(zh, en), ...lines, ''];

const findingLine = ({ item, zh, en, events, owedBy }: Finding): string => {
  const where = events.map(({ stream, revision }) => `${stream}@${String(revision)}`).join(' ');
  return `    ${item === null ? '' : `${item}  `}${zh} / ${en}  （${owedBy}）${where === '' ? '' : `  [${where}]`}`;
};

const reportLine = ({ sheet: { report, grade } }: BranchReplay): string => {
  const mode = report.mode === null ? '—' : both(MODE_NAMES[report.mode]);
  const given = grade.grade === null ? '—' : both(GRADE_NAMES[grade.grade]);
  return `  述职 report  ${mode}   ${report.deliveredOn ?? '—'}${report.acting ? '（代理 acting）' : ''}   等次 grade  ${given}`;
};

/** One branch's year: what it reported, was told, promised and did, the figures, and what is missing. */
export const branchText = (branch: BranchReplay, afterStep: (step: Step) => readonly string[]): string[] => [
  heading(`${branch.branch} ${branch.name}`, 'branch'),
  reportLine(branch),
  '',
  ...section('述职与点评', 'report and comments', stepLines(branch.review, '    ', afterStep)),
  ...section('问题', 'problems', branch.problems.flatMap(problemLines)),
  ...section('目标任务', 'goals', branch.goals.flatMap(goalLines)),
  ...section('工作要求', 'requirements', branch.requirements.flatMap(requirementLines)),
  ...section('数据', 'figures', figureLines(branch.sheet)),
  ...section('发现', 'findings', branch.findings.map(findingLine)),
];
