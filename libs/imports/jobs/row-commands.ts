import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v5 as uuidV5 } from 'uuid';
import { IdempotencyKeyReused } from '#event-sourcing/command-errors.js';
import type { CommandResult } from '#event-sourcing/command.js';
import { WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { StageableStore } from '#event-sourcing/staging/stageable-store.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { withContext } from '#platform/http/recorded-command.js';
import { refusalOf } from '#platform/http/refusal.js';
import type { CheckedRow } from './checked-row.js';
import type { ImportEntity } from './entities.js';
import { RowKeys } from './row-keys.js';
import { errorAt } from './file-check.js';
import type { PlacedError } from './file-check.js';

/** Namespace of the command ids of rows. Never changes: a row that comes again is recognised by it. */
const ROWS = '0b1f8a52-6d0f-5b0c-8a63-1f0c7b0e9d44';

/** Whose import it is, and on which day. */
export type ImportJob = Pick<ImportEntity, 'id' | 'uploader' | 'role' | 'unit' | 'day'>;

/** A row as it was tried. */
export interface TriedRow extends CheckedRow {
  readonly stream: string;
  /** What it would append; absent: it is recorded already. */
  readonly append?: PreparedAppend;
}

export interface Tried {
  readonly errors: readonly PlacedError[];
  /** In the order of the file. */
  readonly rows: TriedRow[];
  /** Were recorded by an earlier import. */
  readonly unchanged: number;
}

type Progress = (done: number) => Promise<void>;

const ROWS_AT_ONCE = 5;
const LANES_AT_ONCE = 16;
const OUTCOME_MS = 15_000;

/** Rows as ordinary commands: first tried all together without writing anything, then recorded. */
@Injectable()
export class RowCommands {
  constructor(
    private readonly commands: CommandBus,
    private readonly businessDay: BusinessDay,
    private readonly keys: RowKeys,
    @Inject(StageableStore) private readonly store: StageableStore,
  ) {}

  /** Every row in the order of the file, each upon those before it. */
  async try(job: ImportJob, rows: readonly CheckedRow[], progress: Progress): Promise<Tried> {
    const differing = await this.keys.differing(rows, commandIdOf);
    const { result, appends } = await this.store.stage(async () => {
      const errors: PlacedError[] = [];
      const settled: Omit<TriedRow, 'append'>[] = [];
      let unchanged = 0;
      for (const [index, row] of rows.entries()) {
        // What is tried in memory never waits for anything.
        if (index % ROWS_AT_ONCE === 0) await breathe();
        try {
          if (differing.has(row)) throw new IdempotencyKeyReused(commandIdOf(row));
          const result = await this.execute(job, row);
          if (isEarlier(result, job)) unchanged += 1;
          settled.push({
            ...row,
            stream: result.stream,
            command: Object.assign(copyOf(row.command), row.kind.settled(result)),
          });
        } catch (error) {
          errors.push(...refusalsOf(row, error));
        }
        await progress(index + 1);
      }
      return { errors, rows: settled, unchanged };
    });
    const byCommand = new Map(appends.map((append) => [append.events[0]?.envelope.metadata.commandId, append]));
    return { ...result, rows: result.rows.map((row) => withAppend(row, byCommand.get(commandIdOf(row)))) };
  }

  /**
   * Records them. What was recorded before, by this import or an earlier one, is not recorded again. Rows of one lane
   * come one after the other. Takes the rows out of the list: what is recorded is not kept in memory.
   *
   * @throws what nobody foresaw when the rows were tried; those before it are recorded, and it may be run again.
   */
  async record(job: ImportJob, tried: TriedRow[], progress: Progress, signal: AbortSignal): Promise<void> {
    await this.keys.note(tried);
    const places = byPlace(tried.splice(0)).map((rows) => [...lanesOf(rows)]);
    let done = 0;
    const disturbed = new Set<string>();
    for (const lanes of places) {
      const failed = new AbortController();
      const stop = AbortSignal.any([signal, failed.signal]);
      const work = async (): Promise<void> => {
        for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
          for (const row of lane) {
            stop.throwIfAborted();
            await this.recordOne(job, row, disturbed);
            done += 1;
            await progress(done);
          }
        }
      };
      // None goes on once this has ended.
      const ends = Array.from({ length: LANES_AT_ONCE }, () => work().catch((error: unknown) => failed.abort(error)));
      await Promise.all(ends);
      stop.throwIfAborted();
    }
  }

  /**
   * Appends what was tried. Where somebody else was first in a stream, it and all that was to follow in that stream are
   * decided anew, because they were chained to what is no longer its end.
   */
  private async recordOne(job: ImportJob, row: TriedRow, disturbed: Set<string>): Promise<void> {
    const { append } = row;
    if (append !== undefined && !disturbed.has(append.stream)) {
      try {
        await appendPersistently(this.store, append, OUTCOME_MS);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        disturbed.add(append.stream);
      }
    }
    await this.execute(job, row);
  }

  private execute(job: ImportJob, row: CheckedRow): Promise<CommandResult> {
    return this.commands.execute(withContext(copyOf(row.command), this.contextOf(job, row)));
  }

  private contextOf({ id, uploader, role, unit, day }: ImportJob, row: CheckedRow): CommandContext {
    const { level } = row.command;
    return {
      commandId: commandIdOf(row),
      requestHash: row.asked,
      correlationId: id,
      actor: uploader,
      role,
      ...(unit === null ? {} : { unit }),
      recordedBy: uploader,
      ...(level === undefined ? {} : { level }),
      occurredOn: day,
      today: this.businessDay.today(),
      now: this.businessDay.now().toISOString(),
    };
  }
}

const commandIdOf = ({ kind, key }: CheckedRow): string => uuidV5(JSON.stringify([kind.name, key]), ROWS);

const withAppend = (row: Omit<TriedRow, 'append'>, append: PreparedAppend | undefined): TriedRow =>
  append === undefined ? row : { ...row, append };

const copyOf = <C extends object>(command: C): C =>
  Object.assign(Object.create(Object.getPrototypeOf(command)), command);

const isEarlier = ({ events }: CommandResult, { id }: ImportJob): boolean =>
  events.length > 0 && events.every(({ metadata }) => metadata.$correlationId !== id);

const refusalsOf = (row: CheckedRow, error: unknown): readonly PlacedError[] => {
  const { kind, places } = row;
  const placed = (path: string, code: string, params = {}): PlacedError => ({
    ...errorAt(row, path, code, params),
    form: kind.form,
    places,
  });
  if (error instanceof IdempotencyKeyReused) return [placed('', 'import-row-differs', { key: row.key })];
  const refusal = refusalOf(error);
  // What concerns all rows alike is no fault of this one.
  if (refusal === undefined || refusal.status >= 500) throw error;
  const { code, params, faults = [] } = refusal;
  return faults.length === 0
    ? [placed('', code, params)]
    : faults.map(({ at = '', code: own, params: with_ }) => placed(at, own, with_));
};

const byPlace = (rows: readonly TriedRow[]): readonly (readonly TriedRow[])[] => {
  const kinds = new Map<string, TriedRow[]>();
  for (const row of rows) {
    const own = kinds.get(row.kind.name);
    if (own === undefined) kinds.set(row.kind.name, [row]);
    else own.push(row);
  }
  return [...kinds.values()];
};

const lanesOf = (rows: readonly TriedRow[]): Iterable<readonly TriedRow[]> => {
  const lanes = new Map<string, TriedRow[]>();
  for (const row of rows) {
    const lane = lanes.get(row.lane);
    if (lane === undefined) lanes.set(row.lane, [row]);
    else lane.push(row);
  }
  return lanes.values();
};
