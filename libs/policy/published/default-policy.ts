import type { PolicyValues } from '../events.js';

/** In force until an office adopts its own. Working days, except the grace, which is in calendar days. */
export const DEFAULT_POLICY: PolicyValues = {
  approveListDays: 10,
  dispatchDays: 5,
  acknowledgeDays: 3,
  planDays: 15,
  approvePlanDays: 5,
  verifyDays: 10,
  closeDays: 5,
  acceptDays: 5,
  nearDueDays: 5,
  lateEntryGraceDays: 7,
};

/** What an office may set: a step takes a day at least and a year of working days at most. */
export const POLICY_BOUNDS: Readonly<Record<keyof PolicyValues, readonly [min: number, max: number]>> = {
  approveListDays: [1, 250],
  dispatchDays: [1, 250],
  acknowledgeDays: [1, 250],
  planDays: [1, 250],
  approvePlanDays: [1, 250],
  verifyDays: [1, 250],
  closeDays: [1, 250],
  acceptDays: [1, 250],
  nearDueDays: [0, 60],
  lateEntryGraceDays: [0, 90],
};
