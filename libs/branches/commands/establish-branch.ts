import { handles } from '#event-sourcing/command-handler.js';
import { Code, Line } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { establish } from '../domain/establishment.js';
import { branchStream } from '../events.js';
import { branch } from '../published/branch.js';

export class EstablishBranch extends RecordedCommand {
  @Code()
  readonly code: string;

  @Line({ max: 100, example: '第三党支部' })
  readonly name: string;

  @Line({ max: 100, example: '机关党委', optional: true })
  readonly parentUnit?: string;
}

export const establishBranch = handles({
  command: EstablishBranch,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  decide: establish,
});
