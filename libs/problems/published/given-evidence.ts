import { freeText } from '#event-sourcing/event.js';
import type { Evidence } from '../events.js';

/** Evidence as a request names it. */
export interface GivenEvidence extends Omit<Evidence, 'title'> {
  readonly title: string;
}

export const evidenceOf = (given: readonly GivenEvidence[] = []): readonly Evidence[] =>
  given.map(({ kind, title, date, number, place, sha256 }) => ({
    kind,
    title: freeText(title),
    date,
    ...(number === undefined ? {} : { number }),
    ...(place === undefined ? {} : { place }),
    ...(sha256 === undefined ? {} : { sha256 }),
  }));
