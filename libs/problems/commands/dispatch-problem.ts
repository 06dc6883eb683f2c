import { handles } from '#event-sourcing/command-handler.js';
import { Day, FromPath, ItemKey, Line, Part } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { CALENDAR_STREAM, POLICY_STREAM } from '#policy/events.js';
import { policy } from '#policy/published/policy.js';
import { workCalendar } from '#policy/published/work-calendar.js';
import type { CommandSpec, Load } from '#event-sourcing/command.js';
import type { DispatchRead } from '../domain/dispatch.js';
import { dispatch } from '../domain/dispatch.js';
import { notice } from '../domain/notice.js';
import type { ProblemState } from '../domain/problem.js';
import { problem } from '../domain/problem.js';
import type { ProblemEvent } from '../events.js';
import { noticeStream } from '../events.js';
import { ownStream, readLevel, readProblem } from './acts-on-problem.js';
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

/** What any dispatch under a number rests on beside the problem. */
export const readDispatch = async (
  { noticeNumber, lead }: Pick<DispatchProblem, 'noticeNumber' | 'lead'>,
  load: Load,
) => {
  const notified = (await load(notice, noticeStream(noticeNumber))).state?.unit;
  return {
    leadEndedOn: await endOfLead(lead, load),
    policy: (await load(policy, POLICY_STREAM)).state,
    calendar: (await load(workCalendar, CALENDAR_STREAM)).state,
    ...(notified === undefined ? {} : { notified }),
  };
};

export const dispatching = {
  command: DispatchProblem,
  aggregate: problem,
  stream: ownStream,
  reads: async (command, load, own) => ({
    ...(await readProblem(command, load, own)),
    ...(await readLevel(command, load)),
    ...(await readDispatch(command, load)),
  }),
  decide: dispatch,
} satisfies CommandSpec<DispatchProblem, ProblemState, ProblemEvent, DispatchRead>;

export const dispatchProblem = handles(dispatching);
