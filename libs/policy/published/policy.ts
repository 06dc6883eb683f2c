import type { Aggregate } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { PolicyEvent, PolicyValues } from '../events.js';
import { DEFAULT_POLICY } from './default-policy.js';

export interface AdoptedPolicy {
  /** 0: nothing adopted yet, the defaults hold. */
  readonly version: number;
  readonly values: PolicyValues;
  readonly from: LocalDate;
}

export interface PolicyState {
  /** In the order of their versions. */
  readonly adopted: readonly AdoptedPolicy[];
}

const DEFAULTS: AdoptedPolicy = { version: 0, values: DEFAULT_POLICY, from: '0001-01-01' };

/** The office's figures, version by version; the fold of `policy`. */
export const policy: Aggregate<PolicyState, PolicyEvent> = {
  category: 'policy',
  initial: { adopted: [] },
  evolve: ({ adopted }, { data: { version, values, from } }) => ({ adopted: [...adopted, { version, values, from }] }),
  tags: () => ({}),
};

export const latestPolicy = ({ adopted }: PolicyState): AdoptedPolicy => adopted.at(-1) ?? DEFAULTS;

/** The newest version that is in force on a day; the defaults before the first. */
export const policyOn = ({ adopted }: PolicyState, day: LocalDate): AdoptedPolicy =>
  adopted.findLast(({ from }) => from <= day) ?? DEFAULTS;
