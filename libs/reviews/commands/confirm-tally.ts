import { readPassings } from '#branches/published/succession.js';
import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, OneOf, Whole } from '#platform/http/fields.js';
import { report } from '../domain/report.js';
import { confirmTally as decide } from '../domain/tally-confirmation.js';
import type { Form } from '../events.js';
import { FORMS, reportStream } from '../events.js';
import { ReportCommand } from './review-command.js';

export class ConfirmTally extends ReportCommand {
  @FromPath()
  @OneOf(FORMS, { example: 'report-review' })
  readonly form: Form;

  /** Number of the tally that was looked at. */
  @FromPath()
  @Whole({ min: 1, max: 9_999, example: 1 })
  readonly tally: number;
}

export const confirmTally = handles({
  command: ConfirmTally,
  aggregate: report,
  stream: ({ year, branch }) => reportStream(year, branch),
  reads: async ({ year, branch }, load) => ({
    passings: await readPassings([branch], reportStream(year, branch), load),
  }),
  decide,
});
