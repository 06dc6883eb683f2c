import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import type { Load } from '#event-sourcing/command.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

/** When the branch that a request names as the lead ended; absent: it exists, or it is no branch. */
export const endOfLead = async (lead: LeadUnit | undefined, load: Load): Promise<LocalDate | undefined> =>
  lead?.kind === 'branch' ? (await load(branch, branchStream(lead.code))).state.ended?.on : undefined;
