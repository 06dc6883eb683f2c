import type { Step } from '#chronicle/replay/replay-report.js';

export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

export const both = ({ zh, en }: InBoth): string => `${zh} / ${en}`;

export const heading = (zh: string, en: string): string => `━━ ${zh} · ${en}`;

export const subheading = (zh: string, en: string): string => `  ${zh} · ${en}`;

/** A text of several lines stands below its first one. */
const below = (text: string, indent: string): string => text.replaceAll('\n', `\n${indent}`);

const byDay = (a: Step, b: Step): number => {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  if (a.stream === b.stream) return a.revision - b.revision;
  return a.recordedAt < b.recordedAt ? -1 : 1;
};

/** Steps in the order of their days: the day, what happened, and the event by which it can be found in the log. */
export const stepLines = (
  steps: readonly Step[],
  indent: string,
  after: (step: Step) => readonly string[] = () => [],
): string[] => {
  const inner = `${indent}            `;
  return [...steps].sort(byDay).flatMap((step) => {
    const late = step.lateEntry ? '（补录 late entry）' : '';
    return [
      `${indent}${step.occurredOn}  ${below(step.zh, inner)}${late}`,
      `${inner}${below(step.en, inner)}  [${step.stream}@${String(step.revision)}]`,
      ...after(step).map((line) => `${inner}${below(line, inner)}`),
    ];
  });
};

export const day = (on: string | null): string => on ?? '—';
