import { handles } from '#event-sourcing/command-handler.js';
import { Code, Codes, FromPath, Line, Parts } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { split } from '../domain/ending.js';
import { branchStream } from '../events.js';
import { branch } from '../published/branch.js';
import { ItemForSuccessor, MAX_ITEMS, readEnding } from './ending-parts.js';

/** `occurredOn` is its last day. */
export class SplitBranch extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @Codes({ maxItems: 20, minItems: 2, example: ['05', '06'] })
  readonly successors: readonly string[];

  /** One of them: answers for whatever is not named. */
  @Code({ example: '05' })
  readonly mainSuccessor: string;

  /** Of the committee's decision. */
  @Line({ max: 100, example: '党委〔2024〕12号' })
  readonly documentNumber: string;

  /** What is open, as `GET /branches/{code}/handover` tells it; the main successor answers for what is left out. */
  @Parts(() => ItemForSuccessor, { max: MAX_ITEMS })
  readonly items: readonly ItemForSuccessor[];
}

export const splitBranch = handles({
  command: SplitBranch,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  reads: (command: SplitBranch, load) => readEnding(command, command.successors, load),
  decide: split,
});
