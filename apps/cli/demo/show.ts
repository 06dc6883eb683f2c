import type { Comparison } from '#chronicle/replay/comparison.js';
import type { ReplayAnswer } from '#chronicle/replay/replay-report.js';
import type { SheetView } from '#chronicle/http/annual-sheets.js';
import type { EntryView } from '#chronicle/http/entry-view.js';
import type { Page } from '#platform/http/paging.js';
import type { LedgerView } from '#problems/problem-queries.controller.js';
import { fit, textTable } from '../text-table.js';
import type { Cast } from './cast.js';

const LIGHTS: Readonly<Record<string, string>> = {
  green: '🟢 正常',
  blue: '🔵 临期',
  yellow: '🟡 滞后',
  red: '🔴 逾期',
  grey: '⚪ 已办结',
};

const heading = (zh: string, en: string): string => `\n━━ ${zh} · ${en}\n`;

const SHOWN_BRANCH = '02';

/** What the chair, the office and the annual review see at the end of the year; the text to print. */
export const show = async (cast: Cast, year: number): Promise<string> => {
  const after = cast.logPosition;
  const chair = cast.as('chair');
  const [timeline, ledger, sheet] = await Promise.all([
    chair.get<Page<EntryView>>(`/branches/${SHOWN_BRANCH}/timeline?direction=oldest-first&limit=200`, after),
    cast.as('office.head').get<LedgerView>('/problems?limit=200', after),
    chair.get<SheetView>(`/branches/${SHOWN_BRANCH}/annual-sheets/${String(year)}`, after),
  ]);
  const replay = await cast.as('review').post<ReplayAnswer>('/replays', { year });
  return [
    heading('支部时间线：工程建设党支部', 'the timeline of one branch'),
    timelineText(timeline.items),
    heading('问题台账', 'the problem ledger'),
    ledgerText(ledger),
    heading(`年度情况表 ${String(year)}：工程建设党支部`, 'the annual sheet'),
    sheetText(sheet),
    heading(`复盘 ${String(year)}`, 'the replay of the log'),
    replayText(replay),
  ].join('\n');
};

const timelineText = (entries: readonly EntryView[]): string =>
  textTable(
    [10, 16, 18, 60],
    ['日期', '编号', '由', '事项'],
    entries.map(({ occurredOn, item, by, sentence }) => [
      occurredOn,
      item?.no ?? '',
      by.roleName.zh.replace(/（.*）/, ''),
      sentence.zh.replaceAll('\n', ' '),
    ]),
  );

const ledgerText = ({ items, counts }: LedgerView): string => {
  const rows = items.map(({ no, statement, status, light, whoOwes, dueOn }) => [
    no ?? '',
    LIGHTS[light.code] ?? light.zh,
    status.zh,
    whoOwes.unit?.code ?? (whoOwes.by === 'nobody' ? '' : whoOwes.by),
    dueOn ?? '',
    statement ?? '',
  ]);
  const lights = Object.entries(counts.byLight).map(([light, count]) => `${LIGHTS[light] ?? light} ${String(count)}`);
  return `${textTable([16, 10, 16, 11, 10, 44], ['编号', '灯', '状态', '责任', '期限', '问题'], rows)}\n\n${lights.join('   ')}`;
};

const sheetText = ({ inherited, raised, report, comments }: SheetView): string => {
  const rows: string[][] = (
    [
      ['问题', 'total'],
      ['  销号', 'closed'],
      ['  长期坚持', 'standing'],
      ['  撤销', 'withdrawn'],
      ['  未办结', 'open'],
      ['  按期报请核验', 'submittedInTime'],
      ['  逾期报请核验', 'submittedLate'],
    ] as const
  ).map(([label, figure]) => [label, count(inherited.problems[figure]), count(raised.problems[figure])]);
  const goals: string[][] = (
    [
      ['目标', 'total'],
      ['  已完成', 'achieved'],
      ['  基本完成', 'largelyAchieved'],
      ['  未认定', 'open'],
    ] as const
  ).map(([label, figure]) => [label, count(inherited.goals[figure]), count(raised.goals[figure])]);
  const requirements: string[][] = (
    [
      ['工作要求', 'total'],
      ['  已落实', 'implemented'],
      ['  已办结', 'concluded'],
    ] as const
  ).map(([label, figure]) => [label, count(inherited.requirements[figure]), count(raised.requirements[figure])]);
  const table = textTable([18, 14, 14], ['', '往年提出', '当年提出'], [...rows, ...goals, ...requirements]);
  return `${table}\n\n${fit('述职应回应', 18)}  ${count(report.toAnswer)}（未回应 ${count(report.unanswered)}）   点评 ${count(comments.comments)}`;
};

/** A figure is a number, or a number with the events behind it. */
const count = (figure: number | { readonly count: number }): string =>
  String(typeof figure === 'number' ? figure : figure.count);

const SHEETS: Readonly<Record<Comparison['verdict'] | 'not-compared', string>> = {
  equal: '一致',
  different: '不一致',
  'not-compared': '未比对',
};

const replayText = ({ report, verdict, digest }: ReplayAnswer): string => {
  const findings = report.branches.flatMap((branch) => branch.findings);
  return [
    textTable(
      [6, 18, 36],
      ['支部', '事项', '发现'],
      findings.map(({ branch, item, zh }) => [branch, item ?? '', zh]),
    ),
    '',
    `日志 ${report.log.logId}，事件 ${String(report.log.ordinal)} 条，哈希链${verdict.log === 'intact' ? '完整' : '有差异'}，` +
      `年度情况表与日志${SHEETS[verdict.sheets]}`,
    `结论 / verdict: ${verdict.verdict}`,
    `报告摘要 / SHA-256: ${digest}`,
  ].join('\n');
};
