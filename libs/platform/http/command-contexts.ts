import type { FastifyRequest } from 'fastify';
import type { ActName } from '#access/acts.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import type { RecordedCommand } from './recorded-command.js';

/** Tells who decides what when, from the request and what is known of the one who sent it. */
export abstract class CommandContexts {
  /**
   * `command` is validated and as sent, without defaults.
   * @throws RequestProblem when role, unit, actor, date or basis do not fit.
   */
  abstract of(request: FastifyRequest, act: ActName, command: RecordedCommand): Promise<CommandContext>;
}
