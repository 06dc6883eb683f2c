import type { Role } from '#access/roles.js';
import { itemId, parseItem } from '#text/item-number.js';
import type { DraftKind } from './drafts.js';

/** What a draft is made for, by which it is found. */
export type KeyShape = 'year' | 'report' | 'problem';

export interface KindRow {
  readonly zh: string;
  readonly en: string;
  readonly by: readonly Role[];
  readonly key: KeyShape;
}

const OFFICE: readonly Role[] = ['office-clerk', 'office-head'];

/** Who drafts what. A comment is its author's alone; the others belong to the unit for which they are made. */
export const DRAFT_KIND_TABLE: Readonly<Record<DraftKind, KindRow>> = {
  report: { zh: '述职报告', en: 'Report', by: ['branch-secretary', 'branch-clerk'], key: 'report' },
  comment: { zh: '点评', en: 'Comment', by: ['chair', 'committee-member'], key: 'report' },
  plan: { zh: '整改方案', en: 'Plan', by: ['branch-secretary', 'branch-clerk', 'department'], key: 'problem' },
  'problem-list': { zh: '问题清单', en: 'Problem list', by: OFFICE, key: 'year' },
  minutes: { zh: '会议纪要', en: 'Minutes', by: OFFICE, key: 'year' },
};

/** Everybody who may draft something. */
export const DRAFTERS: readonly Role[] = [...new Set(Object.values(DRAFT_KIND_TABLE).flatMap(({ by }) => by))];

const YEAR = /^20\d\d$/;
const REPORT = /^20\d\d-([A-Za-z0-9]{1,16})$/;

const problemId = (text: string): string | undefined => {
  const item = parseItem(text);
  return item === undefined || item.sort === 'goal' || item.sort === 'requirement' ? undefined : itemId(item);
};

/** The key in its one form: the year of a review, `<year>-<branch>` of a report, or the id of a problem. */
export const draftKey = (kind: DraftKind, text: string): string | undefined => {
  const { key } = DRAFT_KIND_TABLE[kind];
  if (key === 'problem') return problemId(text.normalize('NFC'));
  return (key === 'year' ? YEAR : REPORT).test(text) ? text : undefined;
};

/** The branch of a report's key. */
export const branchOfKey = (key: string): string | undefined => REPORT.exec(key)?.[1];
