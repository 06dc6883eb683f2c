import type { FastifyRequest } from 'fastify';
import type { ActName } from '#access/acts.js';
import type { CommandResult } from '#event-sourcing/command.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { IdempotencyKeyReused } from '#event-sourcing/command-errors.js';
import { fault } from './fault.js';
import type { Fault } from './fault.js';
import type { RecordedCommand } from './recorded-command.js';
import { refusalOf } from './refusal.js';
import type { Refusal } from './refusal.js';
import { RequestProblem } from './request-problem.js';

export type Results = ReadonlyMap<string, CommandResult>;

/** One ordinary command of a request that states several. */
export interface BatchPart {
  /** Where it stands in the request: `reports[2].comments[0]`. */
  readonly at: string;
  readonly act: ActName;
  /** Validated, its context not yet put in. Undefined: what the request says here cannot be read as one. */
  readonly command: RecordedCommand | undefined;
  /** Number of events that its stream must have. */
  readonly ifMatch?: number;
  /** Parts before it without which it cannot be judged: where one of them is refused it is not tried. */
  readonly needs?: readonly string[];
  /** Fields that it takes from what parts before it recorded. */
  readonly takes?: (results: Results) => object;
}

export interface Batch {
  readonly request: FastifyRequest;
  readonly act: ActName;
  /** Of the whole request: its key is the key of every part, and its body what a repetition must have. */
  readonly context: CommandContext;
  /** In the order in which they are recorded. */
  readonly parts: readonly BatchPart[];
}

/** What one part recorded. */
export interface PartResult {
  readonly at: string;
  readonly result: CommandResult;
}

export interface RefusedPart {
  readonly at: string;
  readonly refusal: Refusal;
}

/** The refusal of one part; what concerns all of them, or was not foreseen, is thrown on. */
export const foreseen = (error: unknown): Refusal => {
  const refusal = refusalOf(error);
  if (refusal === undefined || refusal.status >= 500 || error instanceof IdempotencyKeyReused) throw error;
  return refusal;
};

const faultsOfPart = ({ at, refusal: { code, params, faults = [] } }: RefusedPart): readonly Fault[] =>
  faults.length === 0 ? [fault(code, params, at)] : faults.map((found) => ({ ...found, at: below(at, found.at) }));

const below = (at: string, place = ''): string =>
  place === '' || place.startsWith('[') ? at + place : `${at}.${place}`;

/** Every fault of the parts, with its place in the request. */
export const faultsOfParts = (refused: readonly RefusedPart[]): readonly Fault[] => refused.flatMap(faultsOfPart);

/** How far a run came that could not go on; the repetition under its key does what is left. */
interface Progress {
  readonly recorded: readonly string[];
  readonly left: readonly string[];
}

/**
 * Tells of a run that stopped after `count` of its parts: which are recorded, and which are left. Of an append whose outcome is
 * unknown the part is among those left, since its repetition finds out.
 */
export function interrupted(error: unknown, parts: readonly string[], count: number): unknown {
  const refusal = refusalOf(error);
  if (refusal === undefined || error instanceof IdempotencyKeyReused) return error;
  const progress: Progress = { recorded: parts.slice(0, count), left: parts.slice(count) };
  const members = { parts: progress };
  if (refusal.status >= 500) {
    const { status, code, params, headers } = refusal;
    return Object.assign(new RequestProblem(status, code, params, [], headers, members), { cause: error });
  }
  const at = parts[count] ?? '';
  const figures = { recorded: count, count: parts.length };
  return new RequestProblem(409, 'batch-interrupted', figures, faultsOfPart({ at, refusal }), {}, members);
}
