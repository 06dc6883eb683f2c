/**
 * Who did what, as far as it bars from a later act on the same problem: what the possible next actions need, and
 * nothing else. Opaque: no filter, index or answer goes by it.
 */
export interface Separation {
  readonly contestedBy?: string;
  readonly plannedBy?: string;
  readonly extensionAskedBy?: string;
  readonly submittedBy?: string;
  readonly verifiedBy?: string;
}

export const without = (separation: Separation, ...names: readonly (keyof Separation)[]): Separation =>
  Object.fromEntries(Object.entries(separation).filter(([name]) => !names.some((each) => each === name)));
