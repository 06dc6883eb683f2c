/** A problem as its own stream tells it, and how it is found before that stream exists. */
export { opened } from '../domain/opening.js';
export { problem } from '../domain/problem.js';
