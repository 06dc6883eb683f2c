import type { Command } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import { reviewStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { OnRequirement, RequirementRead } from '../domain/fulfilling.js';
import type { RequirementState } from '../domain/requirement.js';
import { issuedRequirements, requirement } from '../domain/requirement.js';
import type { RequirementEvent } from '../events.js';
import { requirementStream } from '../events.js';

/** Binds a command on a requirement to its decision; the first one opens its stream from the review. */
export const actsOnRequirement = <C extends Command & OnRequirement>(
  command: new () => C,
  decide: Decide<C, RequirementState, RequirementEvent, RequirementRead>,
) =>
  handles<C, RequirementState, RequirementEvent, RequirementRead>({
    command,
    aggregate: requirement,
    stream: ({ requirement: id }) => requirementStream(id),
    reads: async ({ requirement: id }, load, own) => {
      const item = parseItem(id);
      if (own.state !== undefined || item?.sort !== 'requirement') return {};
      const issued = (await load(issuedRequirements, reviewStream(item.year))).state.get(id);
      return issued === undefined ? {} : { issued };
    },
    decide,
  });
