import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandResult } from '#event-sourcing/command.js';
import type { Position } from '#event-sourcing/event.js';
import type { Problem } from '#platform/http/api-answers.js';
import { Batches } from '#platform/http/batches.js';
import type { BatchPart } from '#platform/http/batches.js';
import { CommandContexts } from '#platform/http/command-contexts.js';
import { languageOf } from '#platform/http/language.js';
import type { Language } from '#platform/http/language.js';
import { Messages } from '#platform/http/messages.js';
import { problemOf } from '#platform/http/problem-of.js';
import type { Refusal } from '#platform/http/refusal.js';
import { asObject, validated } from '#platform/http/validated.js';
import type { ProblemAct } from '../published/states.js';
import { ActOnProblems } from './act-on-problems.js';
import { actionParts } from './action-parts.js';
import type { ActionPart } from './action-parts.js';

/** What became, or would become, of one item; in the order of the request. */
export interface ItemOutcome {
  /** Id of the problem; as the request says it where that is none. */
  readonly problem: string;
  readonly outcome: 'done' | 'unchanged' | 'refused';
  /** Types of the events. */
  readonly events: readonly string[];
  /** Events in the problem's stream afterwards, which is its ETag; absent where it was refused. */
  readonly length?: number;
  /** Why it was refused, as the route of the act would say it. */
  readonly refusal?: Omit<Problem, 'instance' | 'correlationId'>;
}

export interface ActionsTaken {
  readonly act: ProblemAct;
  readonly dryRun: boolean;
  readonly items: readonly ItemOutcome[];
  /** Place in the log; reads take it as `after`. Absent where nothing was recorded. */
  readonly position?: Position;
}

type Outcome = CommandResult | Refusal;

/** One act on many problems: each is done or refused for itself, by the rules of the act's own route. */
@Injectable()
export class ProblemActions {
  constructor(
    private readonly batches: Batches,
    private readonly contexts: CommandContexts,
    private readonly messages: Messages,
  ) {}

  /** @throws IdempotencyKeyReused — items were recorded under this key for another request; nothing was written. */
  async take(request: FastifyRequest, dryRun: boolean): Promise<ActionsTaken> {
    const body = asObject(request.body ?? {});
    const { act: name, items: said, ...shared } = body;
    const { act, items } = validated(ActOnProblems, { act: name, items: said });
    request.command = act;
    const context = this.contexts.identityOf(request, act, body);
    const parts = actionParts(act, items, shared);
    const run = (items: readonly ActionPart[], dry: boolean) =>
      this.batches.each({ request, context, parts: partsOf(items) }, dry);
    // Tried first also when it is meant: a key used for another request is told before anything is recorded.
    const tried = await run(parts, true);
    // Made anew: a run takes what is said of the recording out of the commands.
    const outcomes = dryRun ? tried : await run(actionParts(act, items, shared), false);

    const language = languageOf(request.headers['accept-language']);
    let next = 0;
    const told = parts.map(({ problem, refusal }) => {
      const outcome = refusal ?? outcomes[next++];
      return { problem, ...this.told(outcome, language) };
    });
    const recorded = outcomes.flatMap((outcome) => ('position' in outcome && outcome.events.length > 0 ? outcome : []));
    const position = dryRun ? undefined : recorded.at(-1)?.position;
    return { act, dryRun, items: told, ...(position === undefined ? {} : { position }) };
  }

  private told(outcome: Outcome | undefined, language: Language): Omit<ItemOutcome, 'problem'> {
    if (outcome === undefined) throw new Error('an item without an outcome');
    if ('status' in outcome)
      return { outcome: 'refused', events: [], refusal: problemOf(outcome, this.messages, language) };
    const { events, length } = outcome;
    return { outcome: events.length === 0 ? 'unchanged' : 'done', events: events.map(({ type }) => type), length };
  }
}

const partsOf = (parts: readonly ActionPart[]): readonly BatchPart[] => parts.flatMap(({ part }) => part ?? []);
