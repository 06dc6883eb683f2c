import type { LocalDate } from '#time/local-date.js';
import { yearOfFact } from '../cycle.js';
import { EVERY_UNIT_OF_ITEM } from '../entries/entry-rule.js';
import type { Fact } from '../fact.js';
import type { BranchYearOptions } from './branch-year.js';
import { goalLife, isGoalSettled } from './goal-figures.js';
import { itemFacts } from './item-facts.js';
import { isSettled, problemLife } from './problem-life.js';
import { isRequirementSettled, requirementLife } from './requirement-figures.js';
import type { DayRules } from './counting-day.js';

type EndingFact = Extract<Fact, { type: 'BranchMerged' | 'BranchSplit' | 'BranchDissolved' }>;

const isEnding = (fact: Fact): fact is EndingFact =>
  fact.type === 'BranchMerged' || fact.type === 'BranchSplit' || fact.type === 'BranchDissolved';

const KINDS = ['problem', 'goal', 'requirement'] as const;
type Kind = (typeof KINDS)[number];

/** Codes of the branches whose place a branch took, by its own facts. */
export const predecessorsIn = (facts: readonly Fact[], branch: string): readonly string[] =>
  facts.filter(isEnding).flatMap(({ data }) => (data.code === branch ? [] : [data.code]));

/** The facts of a branch and of all whose place it took, each once. */
export const withPredecessors = (branch: string, factsOf: (code: string) => readonly Fact[]): readonly Fact[] => {
  const all = new Map<string, Fact>();
  const seen = new Set<string>();
  const take = (code: string): void => {
    if (seen.has(code)) return;
    seen.add(code);
    const facts = factsOf(code);
    for (const fact of facts) all.set(`${fact.stream}:${String(fact.revision)}:${fact.branch}`, fact);
    predecessorsIn(facts, code).forEach(take);
  };
  take(branch);
  return [...all.values()];
};

const settledBy = (kind: Kind, id: string, facts: readonly Fact[], rules: DayRules): boolean => {
  if (kind === 'problem') {
    const life = problemLife(id, facts, rules);
    return life !== undefined && isSettled(life);
  }
  const life = kind === 'goal' ? goalLife(id, facts) : requirementLife(id, facts);
  if (life === undefined) return false;
  return 'dueOn' in life ? isGoalSettled(life) : isRequirementSettled(life);
};

interface End {
  readonly data: EndingFact['data'];
  readonly year: number;
}

/** What was settled on its last day, and not taken up again, stays with the branch that ended. */
const passes = (kind: Kind, id: string, facts: readonly Fact[], on: LocalDate, rules: DayRules): boolean => {
  const before = facts.filter(({ occurredOn }) => occurredOn <= on);
  return before.length < facts.length || !settledBy(kind, id, before, rules);
};

/**
 * The facts that the sheet of a branch and year goes by, out of its own and its predecessors'. An item that passed on
 * stands in the sheet of the branch that ended up to and with the cycle in which it ended, as it stood on the last
 * day; and in the successor's from that cycle on, with its whole life.
 */
export const answeredFor = (
  facts: readonly Fact[],
  { branch, year, reviews, rules }: BranchYearOptions,
): readonly Fact[] => {
  const endings = facts.filter(isEnding).filter((fact) => fact.branch === fact.data.code);
  const ends = new Map(
    endings.map((fact): [string, End] => [fact.data.code, { data: fact.data, year: yearOfFact(fact, reviews) }]),
  );
  if (ends.size === 0) return facts;

  const shown = (kind: Kind, id: string, own: readonly Fact[], toldTo: string): readonly Fact[] => {
    for (let owner = toldTo, step = 0; step <= ends.size; step += 1) {
      const end = ends.get(owner);
      const passed = end !== undefined && year >= end.year && passes(kind, id, own, end.data.on, rules);
      if (!passed) return owner === branch ? own : [];
      if (owner === branch) return year > end.year ? [] : upTo(own, end.data.on);
      owner = end.data.items.find((item) => item.id === id)?.successor ?? end.data.mainSuccessor;
    }
    return [];
  };

  const codes = [branch, ...[...new Set(facts.map((fact) => fact.branch))].filter((code) => code !== branch)];
  const items = KINDS.flatMap((kind) => {
    const taken = new Set<string>();
    return codes.flatMap((code) => {
      const ofCode = facts.filter((fact) => fact.branch === code || fact.branch === EVERY_UNIT_OF_ITEM);
      return [...itemFacts(ofCode, kind)].flatMap(([id, own]) => {
        // A requirement may bind both: then its own part is what a branch is asked about.
        if (taken.has(id)) return [];
        const shownFacts = shown(kind, id, own, code);
        if (shownFacts.length > 0) taken.add(id);
        return shownFacts;
      });
    });
  });
  const others = facts.filter((fact) => fact.branch === branch && !KINDS.some((kind) => kind === fact.kind));
  return [...new Set([...others, ...items])];
};

/** With what the review says of it, which names its year whatever the day. */
const upTo = (facts: readonly Fact[], on: LocalDate): readonly Fact[] =>
  facts.filter(({ occurredOn, reviewYear }) => occurredOn <= on || reviewYear !== null);
