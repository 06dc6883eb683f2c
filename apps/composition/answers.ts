import type { Answers } from '#platform/http/open-api-answers.js';
import { ANSWER_EXAMPLES } from './answer-examples.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';

/** What the reads answer; both parts are written by `npm run documents`. */
export const ANSWERS: Answers = { ...ANSWER_SCHEMAS, examples: ANSWER_EXAMPLES };
