import type { Fact } from '#chronicle/domain/fact.js';
import type { Step } from '#chronicle/replay/replay-report.js';

/** What a comment affirmed and where it pointed, by its event; nothing of any other step. */
export const commentWords = (facts: readonly Fact[]): ((step: Step) => readonly string[]) => {
  const words = new Map(
    facts.flatMap((fact) => {
      if (fact.type !== 'CommentIssued') return [];
      const { strengths, directions } = fact.data;
      const lines = [
        ...strengths.map((each) => `肯定 strength: ${each.words.text}${each.practice ? '（经验案例 practice）' : ''}`),
        ...directions.map(({ text }) => `努力方向 direction: ${text}`),
      ];
      return [[nameOf(fact), lines] as const];
    }),
  );
  return (step) => words.get(nameOf(step)) ?? [];
};

const nameOf = ({ stream, revision }: Pick<Step, 'stream' | 'revision'>): string => `${stream}@${String(revision)}`;
