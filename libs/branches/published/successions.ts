import type { Passed } from './passed.js';

/** Tells other contexts who took the place of branches that ended. */
export abstract class Successions {
  /** By the code of each branch that ended, its main successor, which answers for whatever its ending did not name. */
  abstract main(): Promise<Passed>;
}
