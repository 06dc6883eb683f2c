import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { v5 as uuidV5 } from 'uuid';
import type { ActName } from '#access/acts.js';
import { IdempotencyKeyReused } from '#event-sourcing/command-errors.js';
import type { CommandResult } from '#event-sourcing/command.js';
import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { StageableStore } from '#event-sourcing/staging/stageable-store.js';
import { CommandContexts } from './command-contexts.js';
import type { BatchIdentity } from './command-contexts.js';
import { fault } from './fault.js';
import type { Fault } from './fault.js';
import { withContext } from './recorded-command.js';
import type { RecordedCommand } from './recorded-command.js';
import { refusalOf } from './refusal.js';
import type { Refusal } from './refusal.js';
import { RequestProblem } from './request-problem.js';

type Results = ReadonlyMap<string, CommandResult>;

/** One ordinary command of a request that states several. */
export interface BatchPart {
  /** Where it stands in the request: `reports[2].comments[0]`. */
  readonly at: string;
  readonly act: ActName;
  /** Validated, its context not yet put in. */
  readonly command: RecordedCommand;
  /** Number of events that its stream must have. */
  readonly ifMatch?: number;
  /** Parts before it without which it cannot be judged: where one of them is refused it is not tried. */
  readonly needs?: readonly string[];
  /** Fields that it takes from what parts before it recorded. */
  readonly takes?: (results: Results) => object;
}

export interface Batch {
  readonly request: FastifyRequest;
  /** Of the whole request: its key is the key of every part, and its body what a repetition must have. */
  readonly context: BatchIdentity;
  /** In the order in which they are recorded. */
  readonly parts: readonly BatchPart[];
}

export interface RefusedPart {
  readonly at: string;
  readonly refusal: Refusal;
}

export interface Trial {
  readonly refused: readonly RefusedPart[];
  /** What the others would record. */
  readonly results: readonly CommandResult[];
  /** What would be appended. */
  readonly appends: readonly PreparedAppend[];
}

const NONE: Results = new Map();

interface ReadyPart extends BatchPart {
  /** It was refused before anything was decided. */
  readonly refusal?: Refusal;
}

/** Several commands in one request: tried whole before the first is recorded, and taken up again under its key. */
@Injectable()
export class Batches {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: CommandContexts,
    @Inject(StageableStore) private readonly store: StageableStore,
  ) {}

  /** What would be refused and what recorded. Nothing is. What was recorded under this key before is no fault. */
  async try(batch: Batch): Promise<Trial> {
    return this.tryParts(await this.ready(batch));
  }

  /**
   * Records the parts one after the other, each as an ordinary command. A repetition under the same key goes on where
   * it was interrupted.
   *
   * @returns the result of each part, in order.
   * @throws RequestProblem 422 `batch-refused` with every fault; nothing was recorded.
   * @throws RequestProblem 409 `batch-interrupted` — others were first; what came before the part named is recorded.
   * @throws IdempotencyKeyReused — a part was recorded under this key for another request.
   */
  async run(batch: Batch): Promise<readonly CommandResult[]> {
    const parts = await this.ready(batch);
    const trial = await this.tryParts(parts);
    const { length: count } = trial.refused;
    if (count > 0) throw new RequestProblem(422, 'batch-refused', { count }, faultsOfTrial(trial));
    const results = new Map<string, CommandResult>();
    for (const part of parts) {
      try {
        results.set(part.at, await this.execute(part, results));
      } catch (error) {
        const refusal = foreseen(error);
        const progress = { recorded: results.size, count: parts.length };
        throw new RequestProblem(409, 'batch-interrupted', progress, faultsOfPart({ at: part.at, refusal }));
      }
    }
    return [...results.values()];
  }

  /**
   * Each part by itself, whatever becomes of the others; all of them tried only, where `dry` says so.
   *
   * @returns what each recorded or why it was refused, in order.
   */
  async each(batch: Batch, dry: boolean): Promise<readonly (CommandResult | Refusal)[]> {
    const parts = await this.ready(batch);
    const inTurn = async (): Promise<(CommandResult | Refusal)[]> => {
      const outcomes: (CommandResult | Refusal)[] = [];
      for (const part of parts) outcomes.push(part.refusal ?? (await this.tryPart(part, NONE)));
      return outcomes;
    };
    return dry ? (await this.store.stage(inTurn)).result : inTurn();
  }

  private async tryParts(parts: readonly ReadyPart[]): Promise<Trial> {
    const { result, appends } = await this.store.stage(async () => {
      const refused: RefusedPart[] = [];
      const open = new Set<string>();
      const results = new Map<string, CommandResult>();
      for (const part of parts) {
        if (part.needs?.some((at) => open.has(at)) === true) {
          open.add(part.at);
          continue;
        }
        const outcome = part.refusal ?? (await this.tryPart(part, results));
        if ('status' in outcome) {
          open.add(part.at);
          refused.push({ at: part.at, refusal: outcome });
        } else results.set(part.at, outcome);
      }
      return { refused, results: [...results.values()] };
    });
    return { ...result, appends };
  }

  private async tryPart(part: ReadyPart, results: Results): Promise<CommandResult | Refusal> {
    try {
      return await this.execute(part, results);
    } catch (error) {
      return foreseen(error);
    }
  }

  private execute({ command, takes }: ReadyPart, results: Results): Promise<CommandResult> {
    return this.commands.execute(takes === undefined ? command : Object.assign(command, takes(results)));
  }

  private async ready({ request, context: whole, parts }: Batch): Promise<readonly ReadyPart[]> {
    const ready: ReadyPart[] = [];
    for (const part of parts) {
      try {
        const { ifMatch: _whole, ...context } = await this.contexts.of(asSeenBy(part, request), part.act, part.command);
        const own = {
          ...context,
          commandId: uuidV5(part.at, whole.commandId),
          requestHash: whole.requestHash,
          ...(part.ifMatch === undefined ? {} : { ifMatch: part.ifMatch }),
        };
        ready.push({ ...part, command: withContext(part.command, own) });
      } catch (error) {
        ready.push({ ...part, refusal: foreseen(error) });
      }
    }
    return ready;
  }
}

/** Headers that speak of one command are not said of every part; the role is that of the one who sent it. */
const asSeenBy = ({ command }: BatchPart, request: FastifyRequest): FastifyRequest => {
  const { 'if-match': _ifMatch, 'acting-role': role, 'acting-unit': unit, ...headers } = request.headers;
  const own = command.actor === undefined ? { 'acting-role': role, 'acting-unit': unit } : {};
  const seen: FastifyRequest = Object.create(request, { headers: { value: { ...headers, ...own } } });
  return seen;
};

/** The refusal of one part; what concerns all of them, or was not foreseen, is thrown on. */
const foreseen = (error: unknown): Refusal => {
  const refusal = refusalOf(error);
  if (refusal === undefined || refusal.status >= 500 || error instanceof IdempotencyKeyReused) throw error;
  return refusal;
};

const faultsOfPart = ({ at, refusal: { code, params, faults = [] } }: RefusedPart): readonly Fault[] =>
  faults.length === 0 ? [fault(code, params, at)] : faults.map((found) => ({ ...found, at: below(at, found.at) }));

const below = (at: string, place = ''): string =>
  place === '' || place.startsWith('[') ? at + place : `${at}.${place}`;

/** Every fault of the parts, with its place in the request. */
export const faultsOfTrial = ({ refused }: Trial): readonly Fault[] => refused.flatMap(faultsOfPart);
