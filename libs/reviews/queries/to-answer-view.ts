import { isLimited } from '#access/levels.js';
import type { BranchItem, ItemStep } from '#chronicle/published/branch-items.js';
import type { Language } from '#platform/http/language.js';
import type { ClockBasis } from '#problems/published/clock-day.js';
import type { ItemRef } from '../events.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import { itemsToAnswer, proposedAnswer } from './items-to-answer.js';

/** One item that the report is to answer. */
export interface ToAnswer {
  readonly item: ItemRef;
  /** Null for an item that is no longer this branch's. */
  readonly matter:
    | (Pick<BranchItem, 'no' | 'raisedIn' | 'title' | 'status' | 'dueOn' | 'light' | 'settled' | 'onTime'> & {
        readonly done: readonly ItemStep[];
      })
    | null;
  /** For a settled item, as it may be taken over; empty for an open one. */
  readonly proposedAnswer: string;
  /** As the newest report handed in says; null where it says nothing. */
  readonly answer: string | null;
}

/** 应回应事项. */
export interface ToAnswerView {
  readonly year: number;
  readonly branch: string;
  /** The office has fixed them; before that they are what it would propose today. */
  readonly fixed: boolean;
  readonly items: readonly ToAnswer[];
  /** What the office sends to `answers-called-for` to fix them as proposed; null once they are fixed. */
  readonly proposal: { readonly items: readonly { readonly item: string }[] } | null;
  readonly lightsOf: ClockBasis;
}

export interface Years {
  readonly year: number;
  readonly lastYear: number;
}

export interface ToAnswerSettings {
  readonly years: Years;
  readonly language: Language;
  readonly lightsOf: ClockBasis;
  /** Whether the reader reads what is 限班子 about the branch. */
  readonly seesLimited: boolean;
}

const refTo = ({ kind, id }: BranchItem): ItemRef => ({ kind, id });

export const toAnswerView = (
  { year, branch, toAnswer, detail }: OverviewRow,
  items: readonly BranchItem[],
  { years, language, lightsOf, seesLimited }: ToAnswerSettings,
): ToAnswerView => {
  const fixed = toAnswer?.filter(({ id }) => seesLimited || !items.some((item) => item.id === id && isLimited(item)));
  const refs = fixed ?? itemsToAnswer(items, years).map(refTo);
  const answers = [...detail.answers, ...detail.supplied];
  return {
    year,
    branch,
    fixed: toAnswer !== null,
    items: refs.map((item) => {
      const found = items.find(({ id }) => id === item.id);
      return {
        item,
        matter: found === undefined ? null : matterOf(found),
        proposedAnswer: found === undefined ? '' : proposedAnswer(found, language),
        answer: answers.findLast((each) => each.item.id === item.id)?.answer ?? null,
      };
    }),
    proposal: toAnswer === null ? { items: refs.map(({ id }) => ({ item: id })) } : null,
    lightsOf,
  };
};

const matterOf = (found: BranchItem): ToAnswer['matter'] => {
  const { no, raisedIn, title, status, dueOn, light, settled, onTime, steps } = found;
  return { no, raisedIn, title, status, dueOn, light, settled, onTime, done: steps };
};
