import { FromPath, ItemKey } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { accept } from '../domain/pursuing.js';
import { actsOnGoal } from './acts-on-goal.js';

export class AcceptGoal extends RecordedCommand {
  @FromPath()
  @ItemKey({ example: '2023-goal-03-01' })
  readonly goal: string;
}

export const goalAccepted = actsOnGoal(AcceptGoal, accept);
