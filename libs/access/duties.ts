import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';

/** Who decided a step and who typed it, as far as later steps are kept apart from it. */
export interface Party {
  readonly actor: string;
  readonly recordedBy: string;
}

export const partyOf = ({ actor, recordedBy }: Party): Party => ({ actor, recordedBy });

/**
 * Separation of duties: refuses the one who stood on the other side, with `code`. One account may not record both sides
 * either, unless the later one rests on a signed paper (`separation-needs-basis`). Without another side nothing is refused.
 */
export const keepApart = (other: Party | undefined, context: CommandContext, code: string): void => {
  if (other === undefined) return;
  if (other.actor === context.actor) throw new DomainError(code, {}, undefined, 'forbidden');
  if (other.recordedBy === context.recordedBy && context.basis === undefined)
    throw new DomainError('separation-needs-basis', {}, 'basis', 'forbidden');
};

/** Recusal: whoever belongs to one of the units keeps out (`recused`). */
export const keepOut = (units: readonly string[], { affiliation }: CommandContext): void => {
  if (affiliation !== undefined && units.includes(affiliation))
    throw new DomainError('recused', { unit: affiliation }, undefined, 'forbidden');
};
