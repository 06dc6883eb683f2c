import { handles } from '#event-sourcing/command-handler.js';
import { Code, FromPath, Line } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { rename } from '../domain/establishment.js';
import { branchStream } from '../events.js';
import { branch } from '../published/branch.js';

export class RenameBranch extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @Line({ max: 100, example: '生产党支部' })
  readonly name: string;
}

export const renameBranch = handles({
  command: RenameBranch,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  decide: rename,
});
