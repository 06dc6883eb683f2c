import { Code, FromPath, ItemKey } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { acknowledge } from '../domain/fulfilling.js';
import { actsOnRequirement } from './acts-on-requirement.js';

export class AcknowledgeRequirement extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-requirement-01' })
  readonly requirement: string;

  /** A branch that has ended and whose part passed on to the own one; the own one unless said. */
  @Code({ optional: true, example: '05' })
  readonly unit?: string;
}

export const requirementAcknowledged = actsOnRequirement(AcknowledgeRequirement, acknowledge);
