/** 述职报告, 点评, 整改方案, 问题清单, 会议纪要. */
export const DRAFT_KINDS = ['report', 'comment', 'plan', 'problem-list', 'minutes'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** For whom it is made: `branch/03`, `department/FIN`, `office`; or `author/<id>` for what its author alone sees. */
export type DraftOwner = 'office' | `${'branch' | 'department' | 'author'}/${string}`;

/** Where a draft is found; there is one of each. */
export interface DraftPlace {
  readonly kind: DraftKind;
  readonly key: string;
  readonly owner: DraftOwner;
}

/** A draft as it was when it was read. */
export interface Draft extends DraftPlace {
  readonly content: Readonly<Record<string, unknown>>;
  /** Another one with every change. */
  readonly version: string;
}

export const reportKey = (year: number, branch: string): string => `${String(year)}-${branch}`;

/** Drafts, for the commands that issue them. Whoever asks has seen to it that the draft may be seen. */
export abstract class Drafts {
  abstract find(place: DraftPlace): Promise<Draft | undefined>;
  /** Once it is issued; one that was changed since stays. */
  abstract remove(draft: Draft): Promise<void>;
}
