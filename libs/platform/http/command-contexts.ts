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

  /**
   * Who sends what under which key today, for a request that stands for many commands of one act.
   * @throws RequestProblem 403 where none of the caller's roles may do this or enter it from paper.
   */
  abstract ofWhole(request: FastifyRequest, act: ActName, body: object): CommandContext;
}
