import type { Passed } from '#branches/published/passed.js';

/** Tells other contexts to whom problems passed from branches that ended. */
export abstract class PassedProblems {
  /** Ids of problems that an ending named and for which one of these branches answers now. */
  abstract passedTo(branches: readonly string[]): Promise<readonly string[]>;

  /** Of these ids, those that an ending named. */
  abstract among(ids: readonly string[]): Promise<ReadonlyMap<string, Passed>>;
}
