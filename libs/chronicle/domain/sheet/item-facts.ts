import type { Fact } from '../fact.js';

/** Facts of one problem, goal or requirement, by its id. */
export type ItemFacts = ReadonlyMap<string, readonly Fact[]>;

const RAISING: readonly Fact['type'][] = [
  'ProblemFlagged',
  'ProblemSplit',
  'CommonProblemRaised',
  'ProblemRaised',
  'ProblemTakenOver',
  'GoalAssigned',
  'GoalTakenOver',
  'RequirementIssued',
];

/** Facts of the same stream as the raising, before the list. */
const WORDED: readonly Fact['type'][] = [...RAISING, 'ProblemRestated', 'CommonChildRestated', 'ProblemsMerged'];

const rank = ({ type }: Fact): number => (WORDED.includes(type) ? 0 : type === 'ProblemListApproved' ? 1 : 2);

/** Raised, listed, then in the order of its own stream. */
const inOrderOfLife = (a: Fact, b: Fact): number => rank(a) - rank(b) || a.revision - b.revision;

const itemsOf = (fact: Fact): readonly string[] => {
  if (fact.type === 'ProblemListApproved') return fact.data.problems;
  if (fact.type === 'ProblemSplit') return fact.data.parts.map(({ problem }) => problem);
  if (fact.type === 'ProblemsMerged') return [fact.data.into, ...fact.data.merged];
  return fact.item === null ? [] : [fact.item];
};

/** The facts of each item of one kind, in the order of its life; items whose raising is not among them are left out. */
export const itemFacts = (facts: readonly Fact[], kind: 'problem' | 'goal' | 'requirement'): ItemFacts => {
  const byItem = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.kind !== kind) continue;
    for (const item of itemsOf(fact)) byItem.set(item, [...(byItem.get(item) ?? []), fact]);
  }
  return new Map(
    [...byItem]
      .filter(([, own]) => own.some(({ type }) => RAISING.includes(type)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, own]) => [item, own.sort(inOrderOfLife)]),
  );
};
