import { readPassings } from '#branches/published/succession.js';
import type { Command } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import type { OnRequirement, RequirementRead } from '../domain/fulfilling.js';
import type { RequirementState } from '../domain/requirement.js';
import { requirement } from '../domain/requirement.js';
import type { RequirementEvent } from '../events.js';
import { requirementStream } from '../events.js';
import { readIssued } from '../published/pursuit-standing.js';

/** Binds a command on a requirement to its decision; the first one opens its stream from the review. */
export const actsOnRequirement = <C extends Command & OnRequirement>(
  command: new () => C,
  decide: Decide<C, RequirementState, RequirementEvent, RequirementRead>,
) =>
  handles<C, RequirementState, RequirementEvent, RequirementRead>({
    command,
    aggregate: requirement,
    stream: ({ requirement: id }) => requirementStream(id),
    reads: async ({ requirement: id, unit }, load, own) => {
      const issued = own.state === undefined ? await readIssued(id, load) : undefined;
      const passings = unit === undefined ? [] : await readPassings([unit], id, load);
      return issued === undefined ? { passings } : { issued, passings };
    },
    decide,
  });
