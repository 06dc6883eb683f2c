import type { Inheritance } from '#access/inheritance.js';
import type { Grant } from '#access/roles.js';

interface Viewer {
  readonly grants: readonly Grant[];
  readonly inheritances?: readonly Inheritance[];
}

/** Tells other contexts, which name problems in lists of their own, what they leave out. */
export abstract class LimitedProblems {
  /** Of these ids, those that are 限班子 and not for the viewer. */
  abstract among(ids: readonly string[], viewer: Viewer): Promise<ReadonlySet<string>>;
}
