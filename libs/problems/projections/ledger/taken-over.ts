import type { LocalDate } from '#time/local-date.js';
import type { PaperReference, ProblemEvents } from '../../events.js';
import { dayOnPaper } from '../../published/taken-over.js';
import type { PaperStep } from '../../published/taken-over.js';
import type { PlanView } from './plan.js';
import { measureView } from './plan.js';
import type { SubmissionView } from './submissions.js';

type Data = ProblemEvents['ProblemTakenOver'];

/** 期初录入. */
export interface TakenOverView {
  readonly on: LocalDate;
  readonly paper: PaperReference;
  readonly externalKey: string | null;
  /** Granted on paper, before. */
  readonly extensionsGranted: number;
  /** Latest half-year that has its note on paper. */
  readonly notedHalf: string | null;
}

/** The plan as the paper has it; null where it has none. */
export const planOnPaper = ({ measures, measuresDone = [], dueOn, status }: Data): PlanView | null =>
  measures === undefined
    ? null
    : {
        submittedOn: null,
        cause: null,
        adoptedBy: null,
        adoptedOn: null,
        dueOn: dueOn ?? null,
        approved: status !== 'planned',
        approvedOn: null,
        returnedOn: null,
        measures: measures.map((measure) => ({
          ...measureView(measure),
          done: measuresDone.includes(measure.measure),
        })),
      };

/** The submission that stands; none where it was sent back, or there was none yet. */
export const submissionsOnPaper = (data: Data): readonly SubmissionView[] => {
  const on = dayOnPaper(data, 'submittedOn');
  if (on === undefined) return [];
  const verifiedOn = dayOnPaper(data, 'verifiedOn') ?? null;
  const outcome = verifiedOn === null ? null : 'verified';
  const atOnce = data.measures === undefined;
  return [{ submission: 1, on, summary: null, atOnce, evidence: [], outcome, outcomeOn: verifiedOn, words: null }];
};

/** The day of a step, as a column has it. */
export const stepColumn = (data: Data, step: PaperStep): LocalDate | null => dayOnPaper(data, step) ?? null;
