import type { ReplayHead } from '#chronicle/replay/replay.js';
import type { RequirementReplay, ReviewReplay } from '#chronicle/replay/replay-report.js';
import { GROUP_NAMES } from '#reviews/published/names.js';
import { textTable } from '../text-table.js';
import { day, heading } from './lines.js';

/** The meeting: who called it, who was there, what was affirmed and required. */
export const reviewText = ({ year, cycle, review }: ReplayHead): string[] => {
  const span = cycle === null ? '—' : `${day(cycle.after)} 之后至 ${day(cycle.upTo)} / after … up to and including`;
  const head = [heading(`${String(year)} 年度述职评议`, `the review of ${String(year)}`), '', `周期 cycle  ${span}`];
  if (review === null) return [...head, '本年度没有安排述职评议 / no review was scheduled for this year'];
  return [
    ...head,
    `名称 title  ${review.title}`,
    `召开单位 convened by  ${review.committee}`,
    `地点 place  ${review.place ?? '—'}`,
    `计划 planned on ${review.plannedOn}   闭会 adjourned on ${day(review.adjournedOn)}   结束 closed on ${day(review.closedOn)}`,
    '',
    ...rosterLines(review),
    ...listed('总体评价 the year as a whole', review.achievements),
    ...review.requirements.flatMap(requirementLines),
    ...review.problemLists.map(
      ({ approvedOn, documentNumber, problems }) =>
        `问题清单 problem list  ${documentNumber}，${approvedOn} 审定 approved，${String(problems)} 项 problems`,
    ),
  ];
};

const rosterLines = ({ roster, present }: ReviewReplay): string[] => {
  if (roster.length === 0) return [];
  const rows = roster.map(({ group, ...counts }) => [
    `${GROUP_NAMES[group].zh} ${GROUP_NAMES[group].en}`,
    String(counts.due),
    String(counts.present),
    String(counts.excused),
  ]);
  const head = ['到会 attendance', '应到 due', '实到 present', '请假 excused'];
  return [textTable([40, 9, 13, 13], head, [...rows, ['合计 together', '', String(present), '']]), ''];
};

const requirementLines = ({ no, heading: words, points, units }: RequirementReplay): string[] =>
  listed(`工作要求 requirement ${no}  ${words}（${units.join('、')}）`, points);

const listed = (title: string, points: readonly string[]): string[] =>
  points.length === 0 ? [] : [title, ...points.map((point) => `  · ${point}`), ''];
