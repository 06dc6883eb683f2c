import { handles } from '#event-sourcing/command-handler.js';
import { Day, FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { POLICY_STREAM } from '#policy/events.js';
import { policy } from '#policy/published/policy.js';
import { requestExtension } from '../domain/extension.js';
import { problem } from '../domain/problem.js';
import { ownStream, readProblem } from './acts-on-problem.js';

export class RequestExtension extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Day({ example: '2024-08-31' })
  readonly dueOn: string;

  @Words({ max: 1_000, example: '信息系统推迟到八月上线。' })
  readonly reason: string;
}

export const extensionRequested = handles({
  command: RequestExtension,
  aggregate: problem,
  stream: ownStream,
  reads: async (command: RequestExtension, load, own) => ({
    ...(await readProblem(command, load, own)),
    policy: (await load(policy, POLICY_STREAM)).state,
  }),
  decide: requestExtension,
});
