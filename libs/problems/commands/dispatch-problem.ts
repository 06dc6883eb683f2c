import { handles } from '#event-sourcing/command-handler.js';
import { Day, FromPath, ItemKey, Line, Part } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { CALENDAR_STREAM, POLICY_STREAM } from '#policy/events.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import { dispatch } from '../domain/dispatch.js';
import { problem } from '../domain/problem.js';
import { ownStream, readProblem } from './acts-on-problem.js';
import { endOfLead } from './end-of-lead.js';
import { UnitPart } from './parts.js';

export class DispatchProblem extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Line({ max: 100, example: '整改通知〔2024〕3号' })
  readonly noticeNumber: string;

  /** The lead named so far unless said. */
  @Part(() => UnitPart, { optional: true })
  readonly lead?: UnitPart;

  /** For the plan. Unless said, the policy's days for acknowledgement and plan after the dispatch. */
  @Day({ example: '2024-02-20', optional: true })
  readonly planDueOn?: string;
}

export const dispatchProblem = handles({
  command: DispatchProblem,
  aggregate: problem,
  stream: ownStream,
  reads: async (command: DispatchProblem, load, own) => ({
    ...(await readProblem(command, load, own)),
    leadEndedOn: await endOfLead(command.lead, load),
    policy: (await load(policy, POLICY_STREAM)).state,
    calendar: (await load(workCalendar, CALENDAR_STREAM)).state,
  }),
  decide: dispatch,
});
