import { handles } from '#event-sourcing/command-handler.js';
import { Code, FromPath, Line, Parts } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { merge } from '../domain/ending.js';
import { branchStream } from '../events.js';
import { branch } from '../published/branch.js';
import { MAX_ITEMS, OpenItem, readEnding } from './ending-parts.js';

/** `occurredOn` is its last day. */
export class MergeBranch extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @Code({ example: '05' })
  readonly successor: string;

  /** Of the committee's decision. */
  @Line({ max: 100, example: '党委〔2024〕12号' })
  readonly documentNumber: string;

  /** What is open and passes on, as `GET /branches/{code}/handover` tells it; what is left out does, too. */
  @Parts(() => OpenItem, { max: MAX_ITEMS })
  readonly items: readonly OpenItem[];
}

export const mergeBranch = handles({
  command: MergeBranch,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  reads: (command: MergeBranch, load) => readEnding(command, [command.successor], load),
  decide: merge,
});
