import type { Inheritance } from '#access/inheritance.js';
import type { Grant } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';

/**
 * What the log says of the units for which roles are held. Provided by a global module; without one, grants stand as
 * they were given.
 */
export abstract class UnitRecords {
  /**
   * Of the grants, those that the records of their units leave in force on a day: nobody holds a role of a post that was
   * left, or of a unit that has ended.
   */
  abstract inForce(person: string, grants: readonly Grant[], day: LocalDate): Promise<readonly Grant[]>;

  /** Units that have ended and passed on to those for which these grants are held. */
  abstract inheritances(grants: readonly Grant[]): Promise<readonly Inheritance[]>;
}
