import { branches } from '#branches/projections/branches/branches.projection.js';
import { cycles } from '#chronicle/projections/cycles/cycles.projection.js';
import { timeline } from '#chronicle/projections/timeline/timeline.projection.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { goals } from '#goals/projections/goals/goals.js';
import { requirements } from '#goals/projections/requirements/requirements.js';
import { problemLedger } from '#problems/projections/ledger/ledger.js';
import { overview } from '#reviews/projections/overview/overview.projection.js';
import { reviews } from '#reviews/projections/reviews/reviews.projection.js';

/** Every read model of the product. */
export const PROJECTIONS: readonly AnyProjection[] = [
  branches,
  cycles,
  goals,
  overview,
  problemLedger,
  requirements,
  reviews,
  timeline,
];
