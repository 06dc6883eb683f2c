import { levelOf, narrowest, USUAL_LEVEL, type Level } from '#access/levels.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { LeadUnit, ReportEvent } from '../events.js';

/** A problem as its report's stream has it. */
export interface ProblemOfReport {
  readonly comment: number;
  /** The problem in whose words it was said: itself, or the one it was split from. */
  readonly spoken: string;
  readonly flaggedOn: LocalDate;
  readonly category: string;
  readonly lead: LeadUnit;
  /** The narrowest of the entries in which it is told. */
  readonly level: Level;
  readonly recurrenceOf?: string;
  /** Day on which it was last flagged, restated, split or merged. */
  readonly on: LocalDate;
  readonly mergedInto?: string;
}

/** By id, in the order of their numbers. */
export type ProblemsOfReport = ReadonlyMap<string, ProblemOfReport>;

type Event = Recorded<
  Extract<ReportEvent, { type: 'ProblemFlagged' | 'ProblemRestated' | 'ProblemSplit' | 'ProblemsMerged' }>
>;

/** Said anew, it is shown to no more than could read it before. */
const levelAfter = (before: ProblemsOfReport, id: string, event: Event): Level => {
  const known = before.get(id);
  return narrowest([...(known === undefined ? [] : [known.level]), levelOf(event)]);
};

const changesOf = (
  before: ProblemsOfReport,
  event: Event,
): readonly (readonly [string, Partial<ProblemOfReport>])[] => {
  const on = event.metadata.occurredOn;
  switch (event.type) {
    case 'ProblemFlagged': {
      const { problem, comment, category, lead, recurrenceOf } = event.data;
      const recurs = recurrenceOf === undefined ? {} : { recurrenceOf };
      const said = { comment, spoken: problem, flaggedOn: on, category, lead, level: levelOf(event) };
      return [[problem, { ...said, ...recurs, on }]];
    }
    case 'ProblemRestated':
      return [
        [
          event.data.problem,
          {
            on,
            level: levelAfter(before, event.data.problem, event),
            ...(event.data.category === undefined ? {} : { category: event.data.category }),
          },
        ],
      ];
    case 'ProblemSplit': {
      const { comment, spoken, flaggedOn } = event.data;
      return event.data.parts.map(({ problem, no: _no, statement: _words, ...part }) => [
        problem,
        {
          ...before.get(event.data.problem),
          comment,
          spoken,
          flaggedOn,
          ...part,
          level: levelAfter(before, problem, event),
          on,
        },
      ]);
    }
    case 'ProblemsMerged':
      return [
        [event.data.into, { on, level: levelAfter(before, event.data.into, event) }],
        ...event.data.merged.map((problem) => [problem, { on, mergedInto: event.data.into }] as const),
      ];
    default:
      return unreachable(event);
  }
};

const UNSAID: Omit<ProblemOfReport, 'on' | 'flaggedOn'> = {
  comment: 0,
  spoken: '',
  category: '',
  lead: { kind: 'branch', code: '' },
  level: USUAL_LEVEL,
};

/** The problems of a report after one of the events that flag, restate, split or merge them. */
export const problemsAfter = (before: ProblemsOfReport, event: Event): ProblemsOfReport => {
  const after = new Map(before);
  const { occurredOn: on } = event.metadata;
  for (const [id, change] of changesOf(before, event))
    after.set(id, { ...UNSAID, on, flaggedOn: on, ...before.get(id), ...change });
  return after;
};

/** Those that stand for themselves. */
export const standingIn = (problems: ProblemsOfReport): readonly string[] =>
  [...problems].filter(([, { mergedInto }]) => mergedInto === undefined).map(([id]) => id);
