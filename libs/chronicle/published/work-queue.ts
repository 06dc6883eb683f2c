import type { ActName } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { LightView } from '#problems/published/light-view.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import type { LocalDate } from '#time/local-date.js';

/** One matter that waits. */
export interface WaitingItem {
  readonly kind:
    'branch' | 'problem' | 'measure' | 'goal' | 'requirement' | 'report' | 'review' | 'tally' | 'instruction' | 'entry';
  /** Of a measure, that of its problem; of an entry, stream and revision as in its address. */
  readonly id: string;
  readonly no: string | null;
  /** Number of the measure in the plan; absent for anything else. */
  readonly measure?: number;
  /** Null for what concerns many. */
  readonly branch: string | null;
  readonly title: string;
  /** Null where it has no date. */
  readonly dueOn: LocalDate | null;
  /** Null where it has none. */
  readonly light: LightView | null;
}

/** What waits for one act. */
export interface WaitingGroup {
  readonly act: ActName;
  /** Whose delay it is; a role may do what another one owes. */
  readonly owedBy: Owner;
  readonly count: number;
  /** By light, as far as there are any. */
  readonly byLight: Readonly<Partial<Record<Light, number>>>;
  /** The first of them by due date. */
  readonly items: readonly WaitingItem[];
}

export interface WorkRequest {
  readonly role: Role;
  /** Units for which the role is held, and those whose main successors they are; empty for the whole organisation. */
  readonly units: readonly string[];
  readonly clock: ClockDay;
  /** Items of each group. */
  readonly first: number;
}

/**
 * Knows what waits for a role in one context. A provider of this class in any module is asked for every queue; groups
 * without anything in them are left out.
 */
export abstract class WorkQueueSource {
  abstract waiting(request: WorkRequest): Promise<readonly WaitingGroup[]>;
}
