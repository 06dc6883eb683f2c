import type { DomainEvent, Recorded } from '#event-sourcing/event.js';

/** What an entry of a history is about; readers filter by it. */
export const ENTRY_KINDS = [
  'branch',
  'post',
  'enrolment',
  'report',
  'question',
  'comment',
  'problem',
  'goal',
  'requirement',
  'oversight',
  'appraisal',
  'grade',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** In place of branch codes: it concerns every unit to which its item was given. */
export const EVERY_UNIT_OF_ITEM = '*';

/**
 * How one type of event stands in the history of branches. Methods, so that a table of all rules has one type; each is
 * only ever handed events of its own type.
 */
export interface EntryRule<Data extends object> {
  readonly kind: EntryKind;
  /** Where it depends on what it says, with `kind` for want of another. */
  kindOf?(data: Data): EntryKind | undefined;
  /** The event names the review it belongs to, so that its date does not decide the cycle. */
  readonly ofReview?: true;
  /** Codes of the branches in whose history it stands. */
  branches(event: Recorded<DomainEvent<string, Data>>): readonly string[];
  /** Id of the problem, goal or requirement, told what `own` left; none where it concerns the branch itself. */
  item?(data: Data): string | undefined;
  /** The part of its data that concerns one branch; all of it when absent. */
  own?(data: Data, branch: string): Data;
  /** Keys of what it brings up, which is hidden with it: problems by id, a question, an instruction. */
  tells?(event: Recorded<DomainEvent<string, Data>>): readonly string[];
  /** Keys of what it answers or goes on with, and is hidden with. */
  partOf?(event: Recorded<DomainEvent<string, Data>>): readonly string[];
  /** Further short texts by which it is found, besides its free text. */
  finds?(data: Data): readonly string[];
  /** Said of what `own` left. */
  zh(data: Data): string;
  en(data: Data): string;
}

/** Not part of any branch's history, for the reason given. */
export interface Left {
  readonly left: string;
}

export const left = (reason: string): Left => ({ left: reason });

/** One rule for every event of a context: a new type of event does not compile until it has one. */
export type EntryRules<Catalogue extends Record<string, object>> = {
  readonly [Type in keyof Catalogue & string]: EntryRule<Catalogue[Type]> | Left;
};

/** What an event under this rule is about. */
export const kindUnder = (rule: EntryRule<object>, data: object): EntryKind => rule.kindOf?.(data) ?? rule.kind;

export const isLeft = (rule: EntryRule<object> | Left): rule is Left => 'left' in rule;

/** The branch by which the event is tagged. */
export const tagged = (event: Recorded<DomainEvent>): readonly string[] => {
  const { branch } = event.metadata.tags;
  return branch === undefined ? [] : [String(branch)];
};
