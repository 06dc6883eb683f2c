/** Goals and requirements as their own streams tell them, and how they are found before those streams exist. */
export { assignedGoals } from '../domain/goal-opening.js';
export { goal } from '../domain/goal.js';
export { issuedRequirements, requirement } from '../domain/requirement.js';
