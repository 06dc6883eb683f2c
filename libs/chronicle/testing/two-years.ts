import type { RecordedEvent } from '#event-sourcing/event.js';
import { recordGiven } from '#event-sourcing/testing/given-event.js';
import type { ChronicleEvent } from '../domain/entries/entries.js';
import { firstProblem, secondProblem, selfExamined } from './problems-2024.js';
import { branches, report2023, report2023Of05, review2023 } from './review-2023.js';
import type { Told } from './told.js';
import { goalAndRequirement, year2024 } from './year-2024.js';

/** Two reviews and the year between them, of branch 03 and, in less detail, branch 05. */
export const TWO_YEARS: readonly Told[] = [
  ...branches,
  ...review2023,
  ...report2023,
  ...report2023Of05,
  ...firstProblem,
  ...secondProblem,
  ...selfExamined,
  ...goalAndRequirement,
  ...year2024,
];

/** As the log would hold them. */
export const twoYears = (): readonly RecordedEvent[] => recordGiven<ChronicleEvent>(TWO_YEARS, { stream: 'log' });
