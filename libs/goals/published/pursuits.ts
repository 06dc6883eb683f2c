/** Goals and requirements as their own streams tell them. */
export { goal } from '../domain/goal.js';
export { requirement } from '../domain/requirement.js';
