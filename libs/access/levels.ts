import { levelIn } from '#event-sourcing/amendments/amendment.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { ActName } from './acts.js';
import type { Grant, Role } from './roles.js';
import type { Inheritance } from './inheritance.js';
import { seesBranch } from './visible-branches.js';

/** 公开 · 内部 · 限班子, the widest first. A level only narrows: who sees an item at all is said elsewhere. */
export const LEVELS = ['public', 'internal', 'committee-only'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_NAMES: Readonly<Record<Level, { readonly zh: string; readonly en: string }>> = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  'committee-only': { zh: '限班子', en: 'Committee only' },
};

/** Where nothing is said; then nothing stands in the event either. */
export const USUAL_LEVEL: Level = 'internal';

/** What nobody knows is shown to the fewest. */
const known = (level: string): Level => LEVELS.find((each) => each === level) ?? 'committee-only';

/** Of an event, as it was last set. */
export const levelOf = (event: RecordedEvent): Level => known(levelIn(event) ?? USUAL_LEVEL);

/** Of the entries that a decision leads to. */
export const levelGiven = ({ level = USUAL_LEVEL }: Pick<CommandContext, 'level'>): Level => known(level);

export const isLimited = ({ level }: { readonly level: Level }): boolean => level === 'committee-only';

/** The narrowest of several. */
export const narrowest = (levels: readonly Level[], none: Level = USUAL_LEVEL): Level =>
  levels.length === 0 ? none : (LEVELS[Math.max(...levels.map((level) => LEVELS.indexOf(level)))] ?? none);

/** Roles that read what is 限班子; never those of a branch or a department, nor the administrator. */
const OF_THE_COMMITTEE: readonly Role[] = [
  'office-clerk',
  'office-head',
  'chair',
  'committee-member',
  'annual-review',
  'auditor',
];

export const readsLimited = (role: string): boolean => OF_THE_COMMITTEE.some((each) => each === role);

/** Grants by which somebody reads what is 限班子: as far as these reach, and no further. */
const limitedGrants = <G extends Pick<Grant, 'role'>>(grants: readonly G[]): readonly G[] =>
  grants.filter(({ role }) => readsLimited(role));

interface Holder {
  readonly grants: readonly Grant[];
  readonly inheritances?: readonly Inheritance[];
}

/** Somebody in those roles alone in which what is 限班子 is read. */
export const limitedHolder = <H extends Holder>(holder: H): H => ({ ...holder, grants: limitedGrants(holder.grants) });

/** Whether somebody reads what is 限班子 about a branch. Whoever is also the secretary of another reads it not of that one. */
export const seesLimitedOf = (holder: Holder, branch: string): boolean => seesBranch(limitedHolder(holder), branch);

/** Of a list, what somebody may read who reads what is 限班子, or who does not. */
export const withinLevel = <Entry extends { readonly level: Level }>(
  entries: readonly Entry[],
  seesLimited: boolean,
): readonly Entry[] => (seesLimited ? entries : entries.filter((entry) => !isLimited(entry)));

/**
 * Acts whose words may be 限班子. All others tell somebody what to do, or answer it: these are read by whoever reads the
 * matter, and share its level.
 */
const LEVELLED: readonly ActName[] = [
  'summarise-opinions',
  'record-question',
  'comment',
  'give-summary',
  'raise-common-problem',
  'restate-problem',
  'split-problem',
  'merge-problems',
  'raise-problem',
  'take-over-problem',
  'take-note',
  'give-instruction',
  'set-entry-level',
];

/** Why entries of an act may not have a level, by code; `undefined`: they may. */
export const levelRefusal = (act: ActName, role: string, level: Level): string | undefined => {
  if (!isLimited({ level })) return undefined;
  if (!LEVELLED.includes(act)) return 'level-not-for-act';
  return readsLimited(role) ? undefined : 'level-not-for-role';
};
