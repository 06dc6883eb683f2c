import { handles } from '#event-sourcing/command-handler.js';
import { Day, Line, Part } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { adopt } from '../domain/adoption.js';
import { POLICY_STREAM } from '../events.js';
import { policy } from '../published/policy.js';
import { PolicyFigures } from './policy-figures.js';

export class AdoptPolicy extends RecordedCommand {
  @Part(() => PolicyFigures)
  readonly values: PolicyFigures;

  /** First day on which it is in force. */
  @Day({ example: '2024-01-01' })
  readonly from: string;

  @Line({ max: 100, example: '党办〔2024〕1号', optional: true })
  readonly documentNumber?: string;
}

export const adoptPolicy = handles({
  command: AdoptPolicy,
  aggregate: policy,
  stream: () => POLICY_STREAM,
  decide: adopt,
});
