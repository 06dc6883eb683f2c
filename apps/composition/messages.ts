import { dutyMessages } from '#access/messages.js';
import { branchMessages } from '#branches/messages.js';
import { chronicleMessages } from '#chronicle/messages.js';
import { draftMessages } from '#drafts/messages.js';
import { correctionMessages } from '#corrections/messages.js';
import { goalMessages } from '#goals/messages.js';
import { listMessages } from '#lists/messages.js';
import { oversightMessages } from '#oversight/messages.js';
import { importMessages } from '#imports/messages.js';
import { authMessages } from '#platform/auth/auth-messages.js';
import type { Catalogue } from '#platform/http/messages.js';
import { policyMessages } from '#policy/messages.js';
import { problemMessages } from '#problems/messages.js';
import { reviewMessages } from '#reviews/messages.js';

/** What every error code says, in both languages. */
export const CATALOGUES: readonly Catalogue[] = [
  authMessages,
  branchMessages,
  chronicleMessages,
  draftMessages,
  correctionMessages,
  dutyMessages,
  goalMessages,
  listMessages,
  oversightMessages,
  importMessages,
  policyMessages,
  problemMessages,
  reviewMessages,
];
