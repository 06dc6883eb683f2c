import { Whole } from '#platform/http/fields.js';
import type { PolicyValues } from '../events.js';
import { DEFAULT_POLICY, POLICY_BOUNDS } from '../published/default-policy.js';

/** A whole number of days within the bounds of its figure. */
const Figure = (): PropertyDecorator => (target, key) => {
  const name = Object.keys(POLICY_BOUNDS).find((figure): figure is keyof PolicyValues => figure === key);
  if (name === undefined) throw new Error(`${String(key)} is no figure of a policy`);
  const [min, max] = POLICY_BOUNDS[name];
  Whole({ min, max, example: DEFAULT_POLICY[name] })(target, key);
};

/** All figures at once: a version is whole. */
export class PolicyFigures implements PolicyValues {
  @Figure()
  readonly approveListDays: number;

  @Figure()
  readonly dispatchDays: number;

  @Figure()
  readonly acknowledgeDays: number;

  @Figure()
  readonly planDays: number;

  @Figure()
  readonly approvePlanDays: number;

  @Figure()
  readonly verifyDays: number;

  @Figure()
  readonly closeDays: number;

  @Figure()
  readonly acceptDays: number;

  @Figure()
  readonly nearDueDays: number;

  @Figure()
  readonly lateEntryGraceDays: number;
}
