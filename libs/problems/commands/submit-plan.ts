import { Day, Flag, FromPath, ItemKey, Line, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { MAX_MEASURES } from '../domain/plan.js';
import { MeasurePart } from './parts.js';

const CAUSE = { max: 1_000, example: '台账制度没有写明谁核对、何时核对。' };
const ADOPTED_BY = { max: 100, example: '支部委员会' };
const ADOPTED_ON = { example: '2024-02-05' };
const MEASURES = { min: 1, max: MAX_MEASURES };

/** What a plan says; also as a draft of it, before it is submitted. */
export class PlanContent {
  @Words(CAUSE)
  readonly cause: string;

  @Line(ADOPTED_BY)
  readonly adoptedBy: string;

  @Day(ADOPTED_ON)
  readonly adoptedOn: string;

  @Parts(() => MeasurePart, MEASURES)
  readonly measures: readonly MeasurePart[];
}

/** Its content is left out where the draft is submitted. */
export class SubmitPlan extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ ...CAUSE, optional: true })
  readonly cause?: string;

  /** The branch meeting that adopted it. */
  @Line({ ...ADOPTED_BY, optional: true })
  readonly adoptedBy?: string;

  @Day({ ...ADOPTED_ON, optional: true })
  readonly adoptedOn?: string;

  @Parts(() => MeasurePart, { ...MEASURES, optional: true })
  readonly measures?: readonly MeasurePart[];

  /** Takes the unit's draft of this plan, which is gone once it is submitted. */
  @Flag({ example: true, optional: true })
  readonly fromDraft?: boolean;
}
