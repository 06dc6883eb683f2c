import { branches } from '#branches/projections/branches/branches.projection.js';
import { cycles } from '#chronicle/projections/cycles/cycles.projection.js';
import { timeline } from '#chronicle/projections/timeline/timeline.projection.js';
import { textRemovals } from '#corrections/projections/text-removals/text-removals.projection.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { goals } from '#goals/projections/goals/goals.projection.js';
import { requirementUnits } from '#goals/projections/requirements/requirement-units.projection.js';
import { requirements } from '#goals/projections/requirements/requirements.projection.js';
import { instructions } from '#oversight/projections/instructions/instructions.projection.js';
import { talk } from '#oversight/projections/talk/talk.projection.js';
import { problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import { branchNames } from '#reviews/projections/branch-names/branch-names.projection.js';
import { overview } from '#reviews/projections/overview/overview.projection.js';
import { reviews } from '#reviews/projections/reviews/reviews.projection.js';

/** Every read model of the product. */
export const PROJECTIONS: readonly AnyProjection[] = [
  branches,
  branchNames,
  cycles,
  goals,
  instructions,
  overview,
  problemLedger,
  requirements,
  requirementUnits,
  reviews,
  talk,
  textRemovals,
  timeline,
];

/** The same, as TypeORM reads them. */
export const READ_MODEL_ENTITIES = PROJECTIONS.map((projection) => entityOf(projection));
