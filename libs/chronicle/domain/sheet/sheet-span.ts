import { cycleOf, yearOfFact, type ReviewDay } from '../cycle.js';
import type { Fact } from '../fact.js';
import { itemFacts } from './item-facts.js';

/** The facts known at the end of a cycle, and which of them belong to it. */
export interface Span {
  readonly branch: string;
  readonly year: number;
  /** Of this cycle and of all before it. */
  readonly facts: readonly Fact[];
  readonly isOfCycle: (fact: Fact) => boolean;
}

/**
 * 期初录入 is no work on the item. What it tells happened on the day of its status: an item that was settled before the
 * cycle is not of the cycle in which it was taken over, and one that was open is untouched until something is done.
 */
const happenedIn = (fact: Fact, reviews: readonly ReviewDay[]): number | undefined =>
  fact.type === 'ProblemTakenOver' || fact.type === 'GoalTakenOver' ? cycleOf(reviews, fact.data.since) : undefined;

interface SpanOptions {
  readonly branch: string;
  readonly year: number;
  readonly reviews: readonly ReviewDay[];
}

export const spanOf = (facts: readonly Fact[], { branch, year, reviews }: SpanOptions): Span => {
  const years = new Map(facts.map((fact) => [fact, yearOfFact(fact, reviews)]));
  const upTo = facts.filter((fact) => (years.get(fact) ?? year) <= year);
  return { branch, year, facts: upTo, isOfCycle: (fact) => (happenedIn(fact, reviews) ?? years.get(fact)) === year };
};

/** A problem, goal or requirement with its life. */
export interface Lived {
  readonly raisedIn: number;
  readonly facts: readonly Fact[];
}

export interface Blocks<Life> {
  readonly inherited: readonly Life[];
  readonly raised: readonly Life[];
}

type Kind = Parameters<typeof itemFacts>[1];

/**
 * Parts the items of one kind into those raised in the year and those raised earlier. An earlier one belongs to the
 * year when it was open at the start of the cycle or something happened to it in the cycle: what nobody touched is
 * not left out. What was told to a branch that ended is inherited, whenever it was raised.
 */
export const blocksOf = <Life extends Lived>(
  span: Span,
  kind: Kind,
  live: (id: string, facts: readonly Fact[]) => Life | undefined,
  isSettled: (life: Life) => boolean,
): Blocks<Life> => {
  const earlier = (life: Life, id: string): Life | undefined =>
    live(
      id,
      life.facts.filter((fact) => !span.isOfCycle(fact)),
    );
  const all = [...itemFacts(span.facts, kind)].flatMap(([id, facts]) => {
    const life = live(id, facts);
    return life === undefined ? [] : [{ id, life }];
  });
  const belongs = ({ id, life }: { id: string; life: Life }): boolean => {
    if (life.facts.some(span.isOfCycle)) return true;
    const before = earlier(life, id);
    return before !== undefined && !isSettled(before);
  };
  const isOwn = ({ life }: { life: Life }): boolean => life.facts[0]?.branch === span.branch;
  const isRaised = (each: { life: Life }): boolean => each.life.raisedIn === span.year && isOwn(each);
  const isInherited = (each: { id: string; life: Life }): boolean =>
    (each.life.raisedIn < span.year || !isOwn(each)) && belongs(each);
  return {
    raised: all.filter(isRaised).map(({ life }) => life),
    inherited: all.filter(isInherited).map(({ life }) => life),
  };
};
