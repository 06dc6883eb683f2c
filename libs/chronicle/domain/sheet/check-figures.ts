import type { Fact } from '../fact.js';
import { figure, sum, type Figure } from './figure.js';
import type { CheckFigures } from './sheet.js';

const evidenceOf = (fact: Fact): number => ('evidence' in fact.data ? fact.data.evidence.length : 0);

/** @param facts of the items of one block, of this cycle. */
export const checkFigures = (facts: readonly Fact[]): CheckFigures<Figure> => ({
  evidence: sum(facts, evidenceOf),
  verified: figure(facts.filter(({ type }) => type === 'RectificationVerified' || type === 'GoalConcluded')),
  returned: figure(facts.filter(({ type }) => type === 'RectificationReturned' || type === 'GoalResultReturned')),
});
