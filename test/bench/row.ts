import type { Figures } from './measure.js';
import type { Place } from './place.js';
import type { BenchSettings } from './settings.js';

/** A ratio to the reference that is to be reached, or a figure that is not to be passed. */
export type Target = { readonly ratioAtLeast: number } | { readonly atMost: number };

/** What came out: figures by turns, figures with nothing to compare with, or why there are none. */
export type Outcome =
  | (Figures & { readonly note?: string })
  | { readonly ours: readonly number[]; readonly note?: string }
  | { readonly why: string };

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly reference: string;
  readonly unit: string;
  readonly target: Target;
  /** A ratio that would be still better. */
  readonly stretch?: number;
  measure(place: Place, settings: BenchSettings): Promise<Outcome>;
}
