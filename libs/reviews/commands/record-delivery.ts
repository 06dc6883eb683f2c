import { handles } from '#event-sourcing/command-handler.js';
import { Flag, Id } from '#platform/http/fields.js';
import { recordDelivery as decide } from '../domain/delivery.js';
import { report } from '../domain/report.js';
import { reportStream } from '../events.js';
import { readReview } from './reads.js';
import { ReportCommand } from './review-command.js';

export class RecordDelivery extends ReportCommand {
  @Id()
  readonly deliveredBy: string;

  /** Delivered by somebody who acts for the secretary. */
  @Flag({ example: false, optional: true })
  readonly acting?: boolean;
}

export const recordDelivery = handles({
  command: RecordDelivery,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: readReview,
  decide,
});
