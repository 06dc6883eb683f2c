import type { Fact } from '../fact.js';

/** An event by its name: the same in every store and for ever. */
export interface EventRef {
  readonly stream: string;
  readonly revision: number;
}

/** A number with the events that it counts. */
export interface Figure {
  readonly count: number;
  readonly events: readonly EventRef[];
}

export const refOf = ({ stream, revision }: EventRef): EventRef => ({ stream, revision });

/** Counts the events themselves. */
export const figure = (facts: readonly Fact[]): Figure => ({ count: facts.length, events: facts.map(refOf) });

/** Counts what stands in the events. */
export const sum = <F extends Fact>(facts: readonly F[], of: (fact: F) => number): Figure => {
  const counted = facts.filter((fact) => of(fact) > 0);
  return { count: counted.reduce((total, fact) => total + of(fact), 0), events: counted.map(refOf) };
};

/** Counts things, each shown by the events that make it count. */
export const tally = <Thing>(things: readonly Thing[], shownBy: (thing: Thing) => readonly Fact[]): Figure => ({
  count: things.length,
  events: things.flatMap((thing) => shownBy(thing).map(refOf)),
});
