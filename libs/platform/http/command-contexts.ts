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
   * Who sent what under which key, for a request that stands for many commands of one act.
   * @throws RequestProblem 403 where none of the caller's roles may do this or enter it from paper.
   */
  abstract identityOf(request: FastifyRequest, act: ActName, body: object): BatchIdentity;
}

/** What names a batch and tells it from another under its key. */
export type BatchIdentity = Pick<CommandContext, 'commandId' | 'requestHash'>;
