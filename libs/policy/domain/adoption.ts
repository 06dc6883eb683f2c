import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { PolicyEvent, PolicyValues } from '../events.js';
import { POLICY_BOUNDS } from '../published/default-policy.js';
import type { PolicyState } from '../published/policy.js';
import { latestPolicy } from '../published/policy.js';

export interface Adoption {
  readonly values: PolicyValues;
  readonly from: LocalDate;
  readonly documentNumber?: string;
}

const FIGURES = Object.entries(POLICY_BOUNDS) as [keyof PolicyValues, readonly [number, number]][];

const assertWithinBounds = (values: PolicyValues): void => {
  for (const [figure, [min, max]] of FIGURES) {
    const value = values[figure];
    if (Number.isInteger(value) && min <= value && value <= max) continue;
    throw new DomainError('policy-figure-out-of-bounds', { figure, min, max }, `values.${figure}`, 'invalid');
  }
};

/** A new version in force from a day on, which is not before the day of the version it follows. */
export const adopt: Decide<Adoption, PolicyState, PolicyEvent> = ({ values, from, documentNumber }, state) => {
  assertWithinBounds(values);
  const last = latestPolicy(state);
  if (from < last.from) throw new DomainError('policy-before-last', { last: last.from }, 'from');
  const document = documentNumber === undefined ? {} : { documentNumber };
  return [{ type: 'PolicyAdopted', data: { version: last.version + 1, values: { ...values }, from, ...document } }];
};
