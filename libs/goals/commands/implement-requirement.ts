import { Code, FromPath, ItemKey, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { implement } from '../domain/fulfilling.js';
import { actsOnRequirement } from './acts-on-requirement.js';
import { GoalEvidencePart } from './evidence-part.js';

export class ImplementRequirement extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-requirement-01' })
  readonly requirement: string;

  /** A branch that has ended and whose part passed on to the own one; the own one unless said. */
  @Code({ optional: true, example: '05' })
  readonly unit?: string;

  @Words({ max: 5_000, example: '已组织专题学习，并修订支部工作制度。' })
  readonly words: string;

  @Parts(() => GoalEvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly GoalEvidencePart[];
}

export const requirementImplemented = actsOnRequirement(ImplementRequirement, implement);
