import type { ProblemStatus } from './states.js';

/** A problem as its own stream tells it, and how it is found before that stream exists. */
export { flaggedProblems, opened } from '../domain/opening.js';
export { problem } from '../domain/problem.js';

export const SETTLED: readonly ProblemStatus[] = ['closed', 'withdrawn'];
