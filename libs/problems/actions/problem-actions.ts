import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandResult } from '#event-sourcing/command.js';
import type { Position } from '#event-sourcing/event.js';
import { LateEntries } from '#platform/auth/late-entries.js';
import type { LateEntry } from '#platform/auth/late-entries.js';
import type { Problem } from '#platform/http/api-answers.js';
import { Batches } from '#platform/http/batches.js';
import type { Outcome } from '#platform/http/batches.js';
import { CommandContexts } from '#platform/http/command-contexts.js';
import { languageOf } from '#platform/http/language.js';
import type { Language } from '#platform/http/language.js';
import { Messages } from '#platform/http/messages.js';
import { problemOf } from '#platform/http/problem-of.js';
import { asObject, validated } from '#platform/http/validated.js';
import type { ProblemAct } from '../published/states.js';
import { ActOnProblems } from './act-on-problems.js';
import { actionParts } from './action-parts.js';

/** What became, or would become, of one item; in the order of the request. */
export interface ItemOutcome {
  /** Id of the problem; as the request says it where that is none. */
  readonly problem: string;
  readonly outcome: 'done' | 'unchanged' | 'refused';
  /** Types of the events. */
  readonly events: readonly string[];
  /** Events in the problem's stream afterwards, which is its ETag; absent where it was refused. */
  readonly length?: number;
  /** 补录; absent where it was recorded on its day. */
  readonly lateEntry?: LateEntry;
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

/** One act on many problems: each is done or refused for itself, by the rules of the act's own route. */
@Injectable()
export class ProblemActions {
  constructor(
    private readonly batches: Batches,
    private readonly contexts: CommandContexts,
    private readonly lateEntries: LateEntries,
    private readonly messages: Messages,
  ) {}

  /** @throws IdempotencyKeyReused — the key was used for another request; nothing was written. */
  async take(request: FastifyRequest, dryRun: boolean): Promise<ActionsTaken> {
    const body = asObject(request.body ?? {});
    const { act: name, items: said, ...shared } = body;
    const { act, items } = validated(ActOnProblems, { act: name, items: said });
    request.command = act;
    const context = this.contexts.ofWhole(request, act, body);
    const parts = actionParts(act, items, shared);
    const batch = await this.batches.ready({ request, act, context, parts: parts.flatMap(({ part }) => part ?? []) });
    const tried = await this.batches.tryEach(batch);
    // Where nothing can be done the key is not used up.
    const outcomes = dryRun || !tried.some(records) ? tried : await this.batches.runEach(batch);

    const language = languageOf(request.headers['accept-language']);
    const told: ItemOutcome[] = [];
    let next = 0;
    for (const { problem, refusal } of parts)
      told.push({ problem, ...(await this.told(refusal ?? outcomes[next++], language)) });
    const position = dryRun ? undefined : outcomes.filter(records).at(-1)?.position;
    return { act, dryRun, items: told, ...(position === undefined ? {} : { position }) };
  }

  private async told(outcome: Outcome | undefined, language: Language): Promise<Omit<ItemOutcome, 'problem'>> {
    if (outcome === undefined) throw new Error('an item without an outcome');
    if ('status' in outcome)
      return { outcome: 'refused', events: [], refusal: problemOf(outcome, this.messages, language) };
    const { events, length } = outcome;
    const lateEntry = await this.lateEntries.of(outcome);
    return {
      outcome: events.length === 0 ? 'unchanged' : 'done',
      events: events.map(({ type }) => type),
      length,
      ...(lateEntry === undefined ? {} : { lateEntry }),
    };
  }
}

const records = (outcome: Outcome): outcome is CommandResult => 'position' in outcome && outcome.events.length > 0;
