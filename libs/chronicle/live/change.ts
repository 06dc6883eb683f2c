import { seesLimitedOf } from '#access/levels.js';
import { seesBranch, seesGradeBeforeFeedback, tallyDetail } from '#access/visible-branches.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Principal } from '#platform/auth/principal.js';
import { entryRule } from '../domain/entries/entries.js';
import { isHidden } from '../domain/limited.js';
import { withoutWords } from '../domain/words.js';
import type { FactRow } from '../projections/timeline/facts.js';

/** That something happened, so that a client can look again; no words, no persons. */
export interface Change {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly kind: string;
  readonly branch: string;
  readonly year: number | null;
  readonly item: string | null;
  readonly no: string | null;
  readonly occurredOn: string;
}

/** The same for whoever asks now and then, with what it is in words; what people wrote is read with the matter itself. */
export interface News extends Change {
  readonly recordedAt: string;
  readonly words: { readonly zh: string; readonly en: string };
}

/** Whether only those are told who read what is 限班子 about its branch. */
export interface Told<C extends Change = Change> {
  readonly change: C;
  readonly limited: boolean;
}

/** One event with all that it changes. */
export interface Changes {
  readonly position: Position;
  readonly changes: readonly Told[];
}

/** Keys of what is hidden in each branch from those who do not read what is 限班子. */
export type Withheld = ReadonlyMap<string, ReadonlySet<string>>;

export const branchesIn = (rows: readonly FactRow[]): readonly string[] => [
  ...new Set(rows.map(({ branch }) => branch)),
];

const NONE: ReadonlySet<string> = new Set();

const isLimitedTo = (row: FactRow, withheld: Withheld): boolean => isHidden(row, withheld.get(row.branch) ?? NONE);

const changeOf = ({ type, stream, revision, kind, branch, year, item, no, occurredOn }: FactRow): Change => ({
  type,
  stream,
  revision,
  kind,
  branch,
  year,
  item,
  no,
  occurredOn,
});

export const changesOf = ({ position }: StoredEvent, rows: readonly FactRow[], withheld: Withheld): Changes => ({
  position,
  changes: rows.map((row) => ({ change: changeOf(row), limited: isLimitedTo(row, withheld) })),
});

export const newsOf = (rows: readonly FactRow[], withheld: Withheld): readonly Told<News>[] =>
  rows.flatMap((row) => {
    const rule = entryRule(row.type);
    if (rule === undefined) return [];
    const data = Object(withoutWords(row.shown.data)) as object;
    const words = { zh: rule.zh(data), en: rule.en(data) };
    const change = { ...changeOf(row), recordedAt: row.recordedAt, words };
    return [{ change, limited: isLimitedTo(row, withheld) }];
  });

/** Whether it may be announced to somebody: as the timeline shows it, and a grade only when it is fed back. */
export const mayHear = (viewer: Principal, { change: { branch, kind, type }, limited }: Told): boolean => {
  if (!seesBranch(viewer, branch)) return false;
  if (limited && !seesLimitedOf(viewer, branch)) return false;
  if (kind === 'appraisal') return tallyDetail(viewer, branch) !== 'nothing';
  return kind !== 'grade' || type === 'GradeFedBack' || seesGradeBeforeFeedback(viewer);
};
