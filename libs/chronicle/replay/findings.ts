import type { Owner } from '#problems/published/states.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { daysBetween, dayIn } from '#time/local-date.js';
import type { Fact } from '../domain/fact.js';
import type { BranchYear } from '../domain/sheet/branch-year.js';
import type { DayRules } from '../domain/sheet/counting-day.js';
import { refOf } from '../domain/sheet/figure.js';
import { FINDING_WORDS, type FindingCode } from './finding-words.js';
import { itemFindings } from './item-findings.js';
import type { Finding } from './replay-report.js';

export interface Found {
  readonly code: FindingCode;
  readonly owedBy: Owner;
  readonly item?: string;
  readonly facts: readonly Fact[];
}

const reviewFindings = ({ ofReview }: BranchYear): readonly Found[] => {
  const has = (type: Fact['type']): boolean => ofReview.some((fact) => fact.type === type);
  const of = (type: Fact['type']): readonly Fact[] => ofReview.filter((fact) => fact.type === type);
  if (!has('BranchEnrolled')) return [];
  const missing = (code: FindingCode, owedBy: Owner, because: readonly Fact[]): Found => ({
    code,
    owedBy,
    facts: because,
  });
  return [
    ...(has('ReportSubmitted') ? [] : [missing('report-not-submitted', 'unit', of('BranchEnrolled'))]),
    ...(has('ReportDelivered') ? [] : [missing('report-not-delivered', 'office', of('BranchEnrolled'))]),
    ...(has('CommentIssued') || !has('ReportDelivered')
      ? []
      : [missing('not-commented', 'chair', of('ReportDelivered'))]),
    ...(has('GradeDecided') ? [] : [missing('grade-not-decided', 'office-head', of('BranchEnrolled'))]),
    ...(has('GradeDecided') && !has('GradeFedBack')
      ? [missing('grade-not-fed-back', 'office', of('GradeDecided'))]
      : []),
  ];
};

const noOf = (id: string): string => {
  const item = parseItem(id);
  return item === undefined ? id : itemNo(item);
};

const answerFindings = ({ ofReview }: BranchYear): readonly Found[] => {
  const settled = new Set(
    ofReview.flatMap((fact) =>
      fact.type === 'MissingAnswerSupplied' || fact.type === 'MissingAnswerExcused' ? [fact.data.item.id] : [],
    ),
  );
  return ofReview.flatMap((fact) =>
    fact.type === 'ReportDelivered'
      ? fact.data.unanswered
          .filter(({ id }) => !settled.has(id))
          .map(({ id }): Found => ({ code: 'answer-missing', owedBy: 'unit', item: noOf(id), facts: [fact] }))
      : [],
  );
};

/** Entered after the grace, and neither a reason nor a signed paper says why. */
const lateEntries = ({ span }: BranchYear, rules: DayRules): readonly Found[] =>
  span.facts
    .filter(span.isOfCycle)
    .filter(({ hands }) => hands.basis === undefined && hands.lateReason === undefined)
    .filter(({ occurredOn, recordedAt }) => {
      const recordedOn = dayIn(rules.timeZone, new Date(recordedAt));
      return daysBetween(occurredOn, recordedOn) > rules.graceDays(occurredOn);
    })
    .map((fact): Found => ({
      code: 'late-entry',
      owedBy: fact.hands.role.startsWith('office') ? 'office' : 'unit',
      ...(fact.no === null ? {} : { item: fact.no }),
      facts: [fact],
    }));

/** What is missing, late or at odds in one branch's year, in a fixed order. */
export const findingsOf = (branch: string, year: BranchYear, rules: DayRules): readonly Finding[] =>
  [...reviewFindings(year), ...answerFindings(year), ...itemFindings(year), ...lateEntries(year, rules)].map(
    ({ code, owedBy, item = null, facts }) => ({
      code,
      branch,
      item,
      owedBy,
      ...FINDING_WORDS[code],
      events: facts.map(refOf),
    }),
  );
