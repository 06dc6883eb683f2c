import { describe, expect, it } from '@jest/globals';
import { twoYears } from '../testing/two-years.js';
import { factsOf, factsOfBranch } from '../projections/timeline/facts.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { PutAside } from './put-aside.js';

const facts = factsOf(twoYears().flatMap(factRows));

describe('facts that are put aside', () => {
  it.each([
    ['in memory', 1 << 23],
    ['on disk, one by one', 1],
    ['some here, some there', 5_000],
  ])('%s: come back by branch as they were, in their order', (_where, waiting) => {
    const aside = new PutAside(waiting);
    facts.forEach((fact) => aside.add(fact));
    for (const branch of ['03', '05']) expect(aside.of(branch)).toEqual(factsOfBranch(facts, branch));
    expect(aside.of('77')).toEqual([]);
    aside.close();
  });
});
