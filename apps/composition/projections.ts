import { branches } from '#branches/projections/branches/branches.projection.js';
import { cycles } from '#chronicle/projections/cycles/cycles.projection.js';
import { timeline } from '#chronicle/projections/timeline/timeline.projection.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { goals } from '#goals/projections/goals/goals.projection.js';
import { requirementUnits } from '#goals/projections/requirements/requirement-units.projection.js';
import { requirements } from '#goals/projections/requirements/requirements.projection.js';
import { problemLedger } from '#problems/projections/ledger/ledger.projection.js';
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
  requirementUnits,
  reviews,
  timeline,
];
