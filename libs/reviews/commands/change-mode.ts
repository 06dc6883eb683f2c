import { handles } from '#event-sourcing/command-handler.js';
import { OneOf, Words } from '#platform/http/fields.js';
import { changeMode as decide } from '../domain/enrolment.js';
import { report } from '../domain/report.js';
import { review } from '../domain/review.js';
import type { Mode } from '../events.js';
import { MODES, reportStream, reviewStream } from '../events.js';
import { ReportCommand } from './review-command.js';

export class ChangeMode extends ReportCommand {
  @OneOf(MODES, { example: 'written' })
  readonly mode: Mode;

  @Words({ max: 500, example: '因公出差' })
  readonly reason: string;
}

export const changeMode = handles({
  command: ChangeMode,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  reads: async ({ year, branch }, load) => (await load(report, reportStream(year, branch))).state,
  decide,
});
