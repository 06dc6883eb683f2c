import type { Mode } from '#reviews/events.js';

/** How a problem fares in the year after the meeting. */
export type Path =
  | 'closed'
  | 'closed-after-return'
  | 'closed-with-extension'
  | 'at-once'
  | 'standing'
  | 'readdressed'
  | 'submitted'
  | 'verified'
  | 'in-progress'
  | 'overdue'
  | 'behind'
  | 'reopened'
  | 'withdrawn';

export interface ProblemStory {
  readonly statement: string;
  readonly category: string;
  readonly cause: string;
  readonly measures: readonly string[];
  readonly path: Path;
}

export interface GoalStory {
  readonly statement: string;
  readonly measure: string;
  readonly dueOn: string;
  readonly outcome?: 'achieved' | 'largely-achieved' | 'not-achieved';
}

export interface BranchStory {
  readonly code: string;
  readonly name: string;
  readonly secretary: string;
  readonly clerk: string;
  readonly mode: Mode;
  readonly report: string;
  readonly question: string;
  readonly answer: string;
  readonly strengths: readonly string[];
  readonly practice?: string;
  readonly directions: readonly string[];
  readonly problems: readonly ProblemStory[];
  readonly goals: readonly GoalStory[];
}
