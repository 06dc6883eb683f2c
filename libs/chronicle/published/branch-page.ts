import type { InBoth } from '#problems/published/light-view.js';
import type { LocalDate } from '#time/local-date.js';

export interface PostOnPage {
  readonly post: string;
  readonly name: string | null;
  /** 代理. */
  readonly acting: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

export interface CommentOnPage {
  readonly year: number;
  readonly on: LocalDate;
  readonly leading: boolean;
  readonly commentator: string | null;
  readonly words: string | null;
  readonly strengths: readonly string[];
  readonly directions: readonly string[];
}

export interface ReportOnPage {
  readonly year: number;
  readonly status: string;
  readonly submittedOn: LocalDate | null;
  /** Items that it must answer; null as long as they are not fixed. */
  readonly toAnswer: number | null;
}

/** Only one that the branch was told. */
export interface GradeOnPage extends InBoth {
  readonly year: number;
  readonly grade: string;
  readonly fedBackOn: LocalDate;
}

/** 更正、作废 of an entry in its history, as the timeline tells it. */
export interface AmendmentOnPage extends InBoth {
  readonly on: LocalDate;
  readonly stream: string;
  readonly revision: number;
  readonly item: { readonly id: string; readonly no: string } | null;
}

/** What a branch's own page shows besides its matters; each context gives what it knows. */
export interface BranchPageParts {
  readonly name: string;
  /** Whoever holds a post today. */
  readonly posts: readonly PostOnPage[];
  /** 空缺. */
  readonly vacant: readonly string[];
  /** In the newest review in which it is enrolled. */
  readonly report: ReportOnPage | null;
  /** Of the newest review in which there was one. */
  readonly comments: readonly CommentOnPage[];
  readonly grade: GradeOnPage | null;
  /** Of the last 90 days, the newest first, at most 20; the timeline has all. */
  readonly amended: readonly AmendmentOnPage[];
}

/**
 * Gives a part of a branch's page. Every provider of this class in any module is asked; whoever asks has seen to it that
 * the reader may see the branch.
 */
export abstract class BranchPageSource {
  abstract partOf(branch: string): Promise<Partial<BranchPageParts>>;
}
