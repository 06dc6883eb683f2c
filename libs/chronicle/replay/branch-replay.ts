import type { Fact } from '../domain/fact.js';
import { entryRule } from '../domain/entries/entries.js';
import { annualSheet } from '../domain/sheet/annual-sheet.js';
import { branchYear, type BranchYearOptions } from '../domain/sheet/branch-year.js';
import { isLateEntry } from '../domain/sheet/counting-day.js';
import type { Lived, Blocks } from '../domain/sheet/sheet-span.js';
import { findingsOf } from './findings.js';
import type { BranchReplay, Step, WithSteps } from './replay-report.js';

const step =
  (timeZone: string) =>
  (fact: Fact): Step => {
    const rule = entryRule(fact.type);
    return {
      stream: fact.stream,
      revision: fact.revision,
      type: fact.type,
      occurredOn: fact.occurredOn,
      recordedAt: fact.recordedAt,
      lateEntry: isLateEntry(fact, timeZone),
      role: fact.hands.role,
      zh: rule?.zh(fact.data) ?? fact.type,
      en: rule?.en(fact.data) ?? fact.type,
      ...correctedIn(fact),
    };
  };

const correctedIn = ({ amended }: Fact): Pick<Step, 'corrected'> => {
  const kinds = amended?.corrections.map(({ kind }) => kind) ?? [];
  if (kinds.length === 0) return {};
  return { corrected: kinds.includes('substance') ? 'substance' : 'slip' };
};

const NOT_TOLD_YET: readonly Fact['type'][] = ['GradeDecided', 'AppraisalTallied', 'AppraisalConfirmed'];

/** A grade only once it was fed back, and votes never: the report reads the same for everybody. */
const toBeTold = (facts: readonly Fact[]): readonly Fact[] => {
  const fedBack = facts.some(({ type }) => type === 'GradeFedBack');
  return facts.filter(({ type }) => !NOT_TOLD_YET.includes(type) || (fedBack && type === 'GradeDecided'));
};

const isOfItem = ({ kind }: Fact): boolean => kind === 'problem' || kind === 'goal' || kind === 'requirement';

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** One branch's year, from its facts alone. */
export const branchReplay = (facts: readonly Fact[], name: string, options: BranchYearOptions): BranchReplay => {
  const { branch, rules } = options;
  const year = branchYear(facts, options);
  const sheet = annualSheet(facts, { ...options, gradeBeforeFeedback: false });
  const toStep = step(rules.timeZone);
  const withSteps = <Line extends { readonly id: string }, Life extends Lived & { readonly id: string }>(
    lines: readonly Line[],
    lives: Blocks<Life>,
  ): (Line & WithSteps)[] => {
    const factsOf = new Map([...lives.inherited, ...lives.raised].map((life) => [life.id, life.facts]));
    return lines.map((line) => ({ ...line, steps: (factsOf.get(line.id) ?? []).map(toStep) })).sort(byId);
  };
  const { inherited, raised } = sheet;
  return {
    branch,
    name,
    review: toBeTold(year.ofReview)
      .filter((fact) => !isOfItem(fact))
      .map(toStep),
    problems: withSteps([...inherited.problems.items, ...raised.problems.items], year.problems),
    goals: withSteps([...inherited.goals.items, ...raised.goals.items], year.goals),
    requirements: withSteps([...inherited.requirements.items, ...raised.requirements.items], year.requirements),
    sheet,
    findings: findingsOf(branch, year, rules),
  };
};
