import { seesBranch, seesGradeBeforeFeedback, tallyDetail } from '#access/visible-branches.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Principal } from '#platform/auth/principal.js';
import { entryRule } from '../domain/entries/entries.js';
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

/** One event with all that it changes. */
export interface Changes {
  readonly position: Position;
  readonly changes: readonly Change[];
}

export const changesOf = ({ position }: StoredEvent, rows: readonly FactRow[]): Changes => ({
  position,
  changes: rows.map(({ type, stream, revision, kind, branch, year, item, no, occurredOn }) => ({
    type,
    stream,
    revision,
    kind,
    branch,
    year,
    item,
    no,
    occurredOn,
  })),
});

export const newsOf = (rows: readonly FactRow[]): readonly News[] =>
  rows.flatMap((row) => {
    const rule = entryRule(row.type);
    if (rule === undefined) return [];
    const data = Object(withoutWords(row.shown.data)) as object;
    const { type, stream, revision, kind, branch, year, item, no, occurredOn, recordedAt } = row;
    const change = { type, stream, revision, kind, branch, year, item, no, occurredOn };
    return [{ ...change, recordedAt, words: { zh: rule.zh(data), en: rule.en(data) } }];
  });

/** Whether it may be announced to somebody: their branches, no votes, and a grade only when it is fed back. */
export const mayHear = (viewer: Principal, { branch, kind, type }: Change): boolean => {
  if (!seesBranch(viewer, branch)) return false;
  if (kind === 'appraisal') return tallyDetail(viewer, branch) !== 'nothing';
  return kind !== 'grade' || type === 'GradeFedBack' || seesGradeBeforeFeedback(viewer);
};
