import type { ExplainedSheet, SheetBlock } from '#chronicle/domain/sheet/sheet.js';
import type { Figure } from '#chronicle/domain/sheet/figure.js';
import { textTable } from '../text-table.js';

type Row = readonly [label: string, of: (block: SheetBlock<Figure>) => Figure];

const ROWS: readonly Row[] = [
  ['问题 problems', ({ problems }) => problems.total],
  ['  列入清单 listed', ({ problems }) => problems.listed],
  ['  交办 dispatched', ({ problems }) => problems.dispatched],
  ['  销号 closed', ({ problems }) => problems.closed],
  ['  长期坚持 kept up', ({ problems }) => problems.standing],
  ['  撤销 withdrawn', ({ problems }) => problems.withdrawn],
  ['  未办结 open', ({ problems }) => problems.open],
  ['  本周期无记录 untouched', ({ problems }) => problems.untouched],
  ['  按期报请 submitted in time', ({ problems }) => problems.submittedInTime],
  ['  逾期报请 submitted late', ({ problems }) => problems.submittedLate],
  ['  退回 returned', ({ problems }) => problems.returned],
  ['  重开 reopened', ({ problems }) => problems.reopened],
  ['目标任务 goals', ({ goals }) => goals.total],
  ['  完成 achieved', ({ goals }) => goals.achieved],
  ['  基本完成 largely achieved', ({ goals }) => goals.largelyAchieved],
  ['  未完成 not achieved', ({ goals }) => goals.notAchieved],
  ['  未认定 open', ({ goals }) => goals.open],
  ['工作要求 requirements', ({ requirements }) => requirements.total],
  ['  已认领 acknowledged', ({ requirements }) => requirements.acknowledged],
  ['  已报送落实 implemented', ({ requirements }) => requirements.implemented],
  ['  已办结 concluded', ({ requirements }) => requirements.concluded],
  ['佐证 evidence', ({ checks }) => checks.evidence],
  ['核验通过 verified', ({ checks }) => checks.verified],
  ['核验退回 sent back', ({ checks }) => checks.returned],
];

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');

/** The figures of a branch's annual sheet, in its two blocks. */
export const figureLines = ({ inherited, raised, report, comments }: ExplainedSheet): string[] => {
  const rows = ROWS.map(([label, of]) => [label, String(of(inherited).count), String(of(raised).count)]);
  const head = ['年度情况表 annual sheet', '往年提出 earlier', '当年提出 this year'];
  return [
    indented(textTable([30, 18, 18], head, rows)),
    `    述职应回应 to be answered ${String(report.toAnswer.count)}   未回应 unanswered ${String(report.unanswered.count)}` +
      `   点评 comments ${String(comments.comments.count)}   经验案例 practices ${String(comments.practices.count)}`,
  ];
};
