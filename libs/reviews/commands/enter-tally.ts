import { handles } from '#event-sourcing/command-handler.js';
import { Id, OneOf, Parts } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { enterTally as decide } from '../domain/tally.js';
import type { Form } from '../events.js';
import { FORMS, reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';
import { GroupTallyPart } from './tally-parts.js';

export class EnterTally extends ReportCommand {
  /** 述职评议测评表 or 民主评议支部测评表. */
  @OneOf(FORMS, { example: 'report-review' })
  readonly form: Form;

  @Parts(() => GroupTallyPart, { min: 1, max: 7 })
  readonly groups: GroupTallyPart[];

  /** 计票人. */
  @Id()
  readonly countedBy: string;

  /** 监票人. */
  @Id({ example: '8a1f6f0e-2d3b-4c6e-9f10-7b2c5d4e3f21' })
  readonly supervisedBy: string;
}

export const enterTally = handles({
  command: EnterTally,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
