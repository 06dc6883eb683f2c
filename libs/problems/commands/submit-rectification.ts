import { FromPath, ItemKey, Parts, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { submitRectification } from '../domain/rectification.js';
import { actsOnProblem } from './acts-on-problem.js';
import { EvidencePart } from './parts.js';

export class SubmitRectification extends RecordedCommand {
  @FromPath()
  @ItemKey()
  readonly problem: string;

  @Words({ max: 5_000, example: '两条措施均已落实，台账齐全。' })
  readonly summary: string;

  @Parts(() => EvidencePart, { max: 50, optional: true })
  readonly evidence?: readonly EvidencePart[];
}

export const rectificationSubmitted = actsOnProblem(SubmitRectification, submitRectification);
