import type { PolicyValues } from '#policy/events.js';
import type { LocalDate } from '#time/local-date.js';

/** 已办结 · 逾期 · 滞后 · 临期 · 正常; the first that applies is shown. */
export const LIGHTS = ['grey', 'red', 'yellow', 'blue', 'green'] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_NAMES: Readonly<Record<Light, { readonly zh: string; readonly en: string }>> = {
  grey: { zh: '已办结', en: 'Settled' },
  red: { zh: '逾期', en: 'Overdue' },
  yellow: { zh: '滞后', en: 'Behind' },
  blue: { zh: '临期', en: 'Due soon' },
  green: { zh: '正常', en: 'On course' },
};

/** What counting in working days takes; the office's published calendar is one. */
export interface WorkDays {
  /** The `n`-th working day after `day`; `day` itself for 0. */
  addWorkingDays(day: LocalDate, n: number): LocalDate;
  /** The `n`-th working day before `day`; `day` itself for 0. */
  subtractWorkingDays(day: LocalDate, n: number): LocalDate;
  /** The last day that is at most `n` working days after `day`. */
  lastDayWithin(day: LocalDate, n: number): LocalDate;
}

/** Everything that the light of one matter depends on beside the day. */
export interface LightFacts {
  readonly settled: boolean;
  /** Absent: it is never late and never near. */
  readonly dueOn?: LocalDate;
  /** A step on the way has passed its date, or work was sent back. */
  readonly behind: boolean;
}

/** @param nearDueOn due up to this day is near: `lastDayWithin(today, nearDueDays)`. */
export const lightFrom = ({ settled, dueOn, behind }: LightFacts, today: LocalDate, nearDueOn: LocalDate): Light => {
  if (settled) return 'grey';
  if (dueOn !== undefined && dueOn < today) return 'red';
  if (behind) return 'yellow';
  return dueOn !== undefined && dueOn <= nearDueOn ? 'blue' : 'green';
};

export const nearDueDay = (
  today: LocalDate,
  policy: Pick<PolicyValues, 'nearDueDays'>,
  calendar: WorkDays,
): LocalDate => calendar.lastDayWithin(today, policy.nearDueDays);
