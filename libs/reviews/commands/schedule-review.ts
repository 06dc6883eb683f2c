import { handles } from '#event-sourcing/command-handler.js';
import { Day, Id, Line, Whole } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { review } from '../domain/review.js';
import { schedule } from '../domain/scheduling.js';
import { reviewStream } from '../events.js';

export class ScheduleReview extends RecordedCommand {
  /** The year reported on; the meeting may fall in the next one. */
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;

  @Line({ max: 100, example: '集团党委' })
  readonly committee: string;

  @Line({ max: 200, example: '2023年度基层党组织书记抓党建述职评议会' })
  readonly title: string;

  @Day({ example: '2024-01-18' })
  readonly plannedOn: string;

  @Line({ max: 200, example: '集团三楼会议室', optional: true })
  readonly place?: string;

  /** 主持人. */
  @Id()
  readonly presider: string;
}

export const scheduleReview = handles({
  command: ScheduleReview,
  aggregate: review,
  stream: ({ year }) => reviewStream(year),
  decide: schedule,
});
