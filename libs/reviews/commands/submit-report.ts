import { Flag, ItemKey, Parts, Words } from '#platform/http/fields.js';
import { ReportCommand } from './review-command.js';

export class ReportAnswer {
  @ItemKey({ example: '2022-述职-03-01' })
  readonly item: string;

  @Words({ max: 5_000, example: '已完成整改，建立了台账。' })
  readonly answer: string;
}

/** What a report says; also as a draft of it, before it is submitted. */
export class ReportContent {
  @Words({ max: 30_000, example: '一年来，党支部认真履行抓党建第一责任人职责。' })
  readonly body: string;

  @Parts(() => ReportAnswer, { max: 500, optional: true })
  readonly answers?: ReportAnswer[];
}

export class SubmitReport extends ReportCommand {
  /** Left out where the draft is submitted. */
  @Words({ max: 30_000, example: '一年来，党支部认真履行抓党建第一责任人职责。', optional: true })
  readonly body?: string;

  @Parts(() => ReportAnswer, { max: 500, optional: true })
  readonly answers?: ReportAnswer[];

  /** Takes the unit's draft of this report, which is gone once it is submitted. */
  @Flag({ example: true, optional: true })
  readonly fromDraft?: boolean;
}
