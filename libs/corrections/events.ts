import type { Level } from '#access/levels.js';
import type { Amendments } from '#event-sourcing/amendments/amendment.js';
import type { EventsOf, FreeText } from '#event-sourcing/event.js';

/** 勘误: a slip of the pen · 实质更正: the substance changes, and readers are shown so. */
export const CORRECTION_KINDS = ['slip', 'substance'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** Whom an amended entry concerns, so that they are told. */
interface Concerned {
  /** Codes of the branches and departments in whose history it stands; none for what concerns the review as a whole. */
  readonly units: readonly string[];
  /** Id of the problem, goal or requirement. */
  readonly item?: string;
}

/** 个人信息, 国家秘密, 错发文件: on what grounds a text has to disappear. */
export const REMOVAL_GROUNDS = ['personal-data', 'state-secret', 'wrong-file'] as const;
export type RemovalGround = (typeof REMOVAL_GROUNDS)[number];

/** The request that is answered, in the same stream. */
interface Answered {
  readonly request: { readonly revision: number; readonly eventId: string };
}

/** Each stands in the stream of the entries that it amends, whatever stream that is. */
export type CorrectionEvents = {
  EntryCorrected: Amendments['EntryCorrected'] & { kind: CorrectionKind; reason: FreeText } & Concerned;
  EntryVoided: Amendments['EntryVoided'] & { reason: FreeText } & Concerned;
  TextRemovalRequested: Amendments['TextRemovalRequested'] & { ground: RemovalGround; reason: FreeText } & Concerned;
  TextRemovalRefused: Amendments['TextRemovalRefused'] & { reason: FreeText } & Answered & Concerned;
  TextRemoved: Amendments['TextRemoved'] & { ground: RemovalGround } & Answered & Concerned;
  EntryLevelSet: Amendments['EntryLevelSet'] & { level: Level; reason: FreeText } & Concerned;
};
export type CorrectionEvent = EventsOf<CorrectionEvents>;
