import { fault } from '#platform/http/fault.js';
import { field } from '#platform/http/field.js';
import { Flag, OneOf } from '#platform/http/fields.js';
import { listFaults } from '#platform/http/text-fields.js';
import type { ProblemAct } from '../published/states.js';
import { PROBLEM_ACT_NAMES } from '../published/states.js';

const MAX_ITEMS = 500;
const ITEM_EXAMPLE = { problem: '2023-述职-03-02', ifMatch: 4, finding: '现场查阅台账，情况属实。' };

const Items = (): PropertyDecorator =>
  field({
    check: (value) =>
      listFaults(value, { min: 1, max: MAX_ITEMS }, (item) =>
        typeof item === 'object' && item !== null && !Array.isArray(item) ? undefined : fault('not-object'),
      ),
    schema: {
      type: 'array',
      items: { type: 'object', additionalProperties: true },
      minItems: 1,
      maxItems: MAX_ITEMS,
      example: [ITEM_EXAMPLE],
      description:
        'Each names its problem; `ifMatch` is the length that was seen; the rest as in the route of the act.',
    },
    traits: { list: true },
  });

/** One act on many problems. Fields of the act that stand beside `items` hold for every item that has none of its own. */
export class ActOnProblems {
  @OneOf(PROBLEM_ACT_NAMES, { example: 'verify-rectification' })
  readonly act: ProblemAct;

  @Items()
  readonly items: readonly ItemSaid[];
}

export interface ItemSaid extends Readonly<Record<string, unknown>> {
  readonly problem?: unknown;
  readonly ifMatch?: unknown;
}

export class ActionsQuery {
  /** Tells what would become of each item; records nothing. */
  @Flag({ example: true, optional: true })
  readonly dryRun?: boolean;
}
