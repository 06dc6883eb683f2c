import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { closedAbove } from '../../published/unit-scope.js';
import type { Measure, MeasureKind } from '../../events.js';
import type { EvidenceView } from '../../published/evidence.js';
import type { SubmissionView } from './submissions.js';

export interface ProgressView {
  readonly revision: number;
  readonly on: LocalDate;
  readonly words: string;
  readonly done: boolean;
  readonly evidence: readonly EvidenceView[];
}

export interface MeasureView {
  readonly measure: number;
  readonly words: string;
  readonly kind: MeasureKind;
  readonly leadUnit: LeadUnit;
  readonly supportingUnits: readonly LeadUnit[];
  readonly responsiblePost: string;
  /** As planned; null for a standing measure. */
  readonly dueOn: LocalDate | null;
  /** Takes the place of `dueOn` since an extension of the last date or a reopening. */
  readonly extendedTo: LocalDate | null;
  readonly expectedResult: string;
  /** As the latest progress says, by the day it tells of. */
  readonly done: boolean;
  readonly progress: readonly ProgressView[];
}

export interface PlanView {
  /** Null, as cause and adoption, for a plan that was made on paper. */
  readonly submittedOn: LocalDate | null;
  readonly cause: string | null;
  readonly adoptedBy: string | null;
  readonly adoptedOn: LocalDate | null;
  /** Latest date of its measures; null when all are standing. */
  readonly dueOn: LocalDate | null;
  readonly approved: boolean;
  /** Null also where it was approved on paper. */
  readonly approvedOn: LocalDate | null;
  /** A plan that was returned binds nobody. */
  readonly returnedOn: LocalDate | null;
  readonly measures: readonly MeasureView[];
}

export const measureView = (measure: Measure): MeasureView => ({
  measure: measure.measure,
  words: measure.words.text,
  kind: measure.kind,
  leadUnit: measure.leadUnit,
  supportingUnits: measure.supportingUnits,
  responsiblePost: measure.responsiblePost,
  dueOn: measure.dueOn ?? null,
  extendedTo: null,
  expectedResult: measure.expectedResult.text,
  done: false,
  progress: [],
});

const byDay = (a: ProgressView, b: ProgressView): number =>
  a.on === b.on ? a.revision - b.revision : a.on < b.on ? -1 : 1;

/** Progress may be entered after later progress: the day it tells of counts, then the order of entry. */
export const withProgress = (plan: PlanView, measure: number, progress: ProgressView): PlanView => ({
  ...plan,
  measures: plan.measures.map((each) => {
    if (each.measure !== measure) return each;
    const all = [...each.progress, progress].sort(byDay);
    return { ...each, progress: all, done: all.at(-1)?.done ?? false };
  }),
});

/** The measures due on the last day move with it; earlier steps keep their dates. */
export const withExtension = (plan: PlanView, formerDueOn: LocalDate, dueOn: LocalDate): PlanView =>
  withDates(plan, (measure) => (dateOf(measure) === formerDueOn ? dueOn : measure.extendedTo));

/** A reopened problem has one new date for whatever is still open. */
export const withNewDate = (plan: PlanView, dueOn: LocalDate): PlanView => withDates(plan, () => dueOn);

const withDates = (plan: PlanView, extendedTo: (measure: MeasureView) => LocalDate | null): PlanView => ({
  ...plan,
  measures: plan.measures.map((each) => (each.kind === 'standing' ? each : { ...each, extendedTo: extendedTo(each) })),
});

const dateOf = (measure: MeasureView): LocalDate | null => measure.extendedTo ?? measure.dueOn;

/** Measures that bind somebody: none where there is no plan, or it was returned. */
export const measuresOf = (plan: PlanView | null): readonly MeasureView[] =>
  plan === null || plan.returnedOn !== null ? [] : plan.measures;

/** 立行立改 needs no plan: the submission says that it was. */
export const measureKindsOf = (
  plan: PlanView | null,
  submissions: readonly SubmissionView[],
): readonly MeasureKind[] => {
  const kinds = measuresOf(plan).map(({ kind }) => kind);
  return [...new Set(submissions.some(({ atOnce }) => atOnce) ? [...kinds, 'at-once' as const] : kinds)].sort();
};

/** It waits for somebody; a standing measure has no end to wait for. */
export const isOpen = ({ kind, done }: MeasureView): boolean => kind !== 'standing' && !done;

/** Date of the next step still open; null when none is. Standing measures have no date. */
export const nextStepOn = (plan: PlanView | null): LocalDate | null =>
  measuresOf(plan)
    .filter(isOpen)
    .map(dateOf)
    .filter((date) => date !== null)
    .sort()[0] ?? null;

/** Units that lead or support one of its measures. */
export const unitsOf = (plan: PlanView | null): LeadUnit[] =>
  measuresOf(plan).flatMap((each) => [each.leadUnit, ...each.supportingUnits]);

/** Codes of one kind, each once, in their order. */
export const codesOf = (units: readonly LeadUnit[], kind: LeadUnit['kind']): readonly string[] =>
  [...new Set(units.filter((unit) => unit.kind === kind).map(({ code }) => code))].sort();

/** Names a unit among all; there is one office and one committee. */
export const leadKey = ({ kind, code }: LeadUnit): string => (closedAbove({ kind }) ? kind : `${kind}/${code}`);

/** Units that lead measures still open, other than the one that leads the problem; by their keys. */
export const measureLeads = (plan: PlanView | null, lead: LeadUnit | null): readonly string[] => {
  const keys = measuresOf(plan)
    .filter(isOpen)
    .map(({ leadUnit }) => leadKey(leadUnit));
  return [...new Set(keys)].filter((key) => lead === null || key !== leadKey(lead)).sort();
};
