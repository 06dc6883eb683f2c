import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { v5 as uuidV5 } from 'uuid';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { CommandResult } from '#event-sourcing/command.js';
import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { StageableStore } from '#event-sourcing/staging/stageable-store.js';
import { batchStream, beginBatch, beginning } from './batch-begun.js';
import { foreseen, interrupted } from './batch-part.js';
import type { Batch, BatchPart, PartResult, RefusedPart, Results } from './batch-part.js';
import { CommandContexts } from './command-contexts.js';
import { fault } from './fault.js';
import { withContext } from './recorded-command.js';
import type { RecordedCommand } from './recorded-command.js';
import type { Refusal } from './refusal.js';
import { RequestProblem } from './request-problem.js';

/** What a part recorded, or why it was refused. */
export type Outcome = CommandResult | Refusal;

export interface Trial {
  readonly refused: readonly RefusedPart[];
  /** What the others would record. */
  readonly results: readonly PartResult[];
  /** What would be appended. */
  readonly appends: readonly PreparedAppend[];
}

const NONE: Results = new Map();

/** Its context is in it, or why it was refused before anything was decided. */
type ReadyPart = Omit<BatchPart, 'command'> &
  ({ readonly command: RecordedCommand } | { readonly command?: never; readonly refusal: Refusal | undefined });

/** A batch whose commands know who decides what when. */
export interface ReadyBatch extends Omit<Batch, 'parts'> {
  readonly parts: readonly ReadyPart[];
}

/** Several commands in one request: tried whole before the first is recorded, and taken up again under its key. */
@Injectable()
export class Batches {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: CommandContexts,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(StageableStore) private readonly store: StageableStore,
  ) {}

  /**
   * What would be refused and what recorded. Nothing is. What was recorded under this key before is no fault.
   *
   * @throws IdempotencyKeyReused — the key was used for another request.
   */
  async try(batch: ReadyBatch): Promise<Trial> {
    await this.store.stage(() => this.begin(batch));
    const { result, appends } = await this.store.stage(() => this.tryParts(batch.parts));
    return { ...result, appends };
  }

  /**
   * Records the parts one after the other, each as an ordinary command. A repetition under the same key goes on where
   * it was interrupted.
   *
   * @param trial what `try` said of it, with nothing refused.
   * @throws RequestProblem 409 `batch-interrupted` — others were first; it says which parts are recorded. So does what
   *   is thrown when the log went away.
   * @throws IdempotencyKeyReused — the key was used for another request.
   */
  async run(batch: ReadyBatch, { appends }: Trial): Promise<readonly PartResult[]> {
    if (appends.length > 0) await this.begin(batch);
    const results = new Map<string, CommandResult>();
    for (const part of batch.parts) {
      try {
        results.set(part.at, await this.execute(part, results));
      } catch (error) {
        throw interrupted(error, placesOf(batch), results.size);
      }
    }
    return [...results].map(([at, result]) => ({ at, result }));
  }

  /**
   * What would become of each part by itself. Nothing is recorded.
   *
   * @throws IdempotencyKeyReused — the key was used for another request.
   */
  async tryEach(batch: ReadyBatch): Promise<readonly Outcome[]> {
    await this.store.stage(() => this.begin(batch));
    const { result } = await this.store.stage(async () => {
      const outcomes: Outcome[] = [];
      for (const part of batch.parts) outcomes.push(await this.tryPart(part, NONE));
      return outcomes;
    });
    return result;
  }

  /**
   * Records each part by itself, whatever becomes of the others.
   *
   * @returns what each recorded or why it was refused, in order.
   * @throws IdempotencyKeyReused — the key was used for another request.
   */
  async runEach(batch: ReadyBatch): Promise<readonly Outcome[]> {
    await this.begin(batch);
    const outcomes: Outcome[] = [];
    for (const part of batch.parts) {
      try {
        outcomes.push(await this.tryPart(part, NONE));
      } catch (error) {
        throw interrupted(error, placesOf(batch), outcomes.length);
      }
    }
    return outcomes;
  }

  /** Whether a request under this id was being recorded; perhaps it was interrupted. */
  async hasBegun(commandId: string): Promise<boolean> {
    return (await this.store.readStream(batchStream(commandId), { limit: 1 })).status === 'found';
  }

  /** Puts into each command what is known of its recording; to be done once. */
  async ready({ parts, ...batch }: Batch): Promise<ReadyBatch> {
    const ready: ReadyPart[] = [];
    for (const { command, ...part } of parts) {
      if (command === undefined) {
        ready.push({ ...part, refusal: undefined });
        continue;
      }
      try {
        refuseDraft(command);
        const { ifMatch: _whole, ...context } = await this.contexts.of(
          asSeenBy(command, batch.request),
          part.act,
          command,
        );
        const own = {
          ...context,
          commandId: uuidV5(part.at, batch.context.commandId),
          requestHash: batch.context.requestHash,
          ...(part.ifMatch === undefined ? {} : { ifMatch: part.ifMatch }),
        };
        ready.push({ ...part, command: withContext(command, own) });
      } catch (error) {
        ready.push({ ...part, refusal: foreseen(error) });
      }
    }
    return { ...batch, parts: ready };
  }

  /** Without a key nothing can come again. */
  private async begin({ request, act, context, parts }: ReadyBatch): Promise<void> {
    if (request.headers['idempotency-key'] === undefined) return;
    await this.executor.execute(beginning, beginBatch({ act, parts: parts.length }, context));
  }

  private async tryParts(parts: readonly ReadyPart[]): Promise<Omit<Trial, 'appends'>> {
    const refused: RefusedPart[] = [];
    const open = new Set<string>();
    const results = new Map<string, CommandResult>();
    for (const part of parts) {
      if (isUnreadable(part) || part.needs?.some((at) => open.has(at)) === true) {
        open.add(part.at);
        continue;
      }
      const outcome = await this.tryPart(part, results);
      if ('status' in outcome) {
        open.add(part.at);
        refused.push({ at: part.at, refusal: outcome });
      } else results.set(part.at, outcome);
    }
    return { refused, results: [...results].map(([at, result]) => ({ at, result })) };
  }

  private async tryPart(part: ReadyPart, results: Results): Promise<Outcome> {
    if (part.command === undefined && part.refusal !== undefined) return part.refusal;
    try {
      return await this.execute(part, results);
    } catch (error) {
      return foreseen(error);
    }
  }

  private execute({ at, command, takes }: ReadyPart, results: Results): Promise<CommandResult> {
    if (command === undefined) throw new Error(`${at} is not a command`);
    return this.commands.execute(takes === undefined ? command : Object.assign(command, takes(results)));
  }
}

/** To try it would already take the draft away. */
const refuseDraft = (command: RecordedCommand): void => {
  if (Reflect.get(command, 'fromDraft') === true)
    throw new RequestProblem(422, 'draft-in-batch', {}, [fault('draft-in-batch', {}, 'fromDraft')]);
};

const placesOf = ({ parts }: ReadyBatch): readonly string[] => parts.map(({ at }) => at);

const isUnreadable = (part: ReadyPart): boolean => part.command === undefined && part.refusal === undefined;

/** Headers that speak of one command are not said of every part; the role is that of the one who sent it. */
const asSeenBy = (command: RecordedCommand, request: FastifyRequest): FastifyRequest => {
  const { 'if-match': _ifMatch, 'acting-role': role, 'acting-unit': unit, ...headers } = request.headers;
  const own = command.actor === undefined ? { 'acting-role': role, 'acting-unit': unit } : {};
  const seen: FastifyRequest = Object.create(request, { headers: { value: { ...headers, ...own } } });
  return seen;
};
