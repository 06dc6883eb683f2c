import { FromPath, ItemKey, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { conclude } from '../domain/fulfilling.js';
import { actsOnRequirement } from './acts-on-requirement.js';

export class ConcludeRequirement extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-requirement-01' })
  readonly requirement: string;

  @Words({ max: 1_000, example: '各支部均已落实。' })
  readonly finding: string;
}

export const requirementConcluded = actsOnRequirement(ConcludeRequirement, conclude);
