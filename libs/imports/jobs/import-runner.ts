import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PG_POOL } from '#platform/database/database.module.js';
import { sparingMemory } from '#platform/heap/heap-growth.js';
import { TooMuchWork, WorkFailed } from '#platform/heavy-work/heavy-work.js';
import { Messages } from '#platform/http/messages.js';
import { ACCOUNT_FORM } from '../accounts/account-form.js';
import { AccountImport } from '../accounts/account-import.js';
import { cellName } from '../domain/cell.js';
import type { ImportKind } from '../import-kind.js';
import { FileFault } from '../files/file-fault.js';
import type { ImportEntity, ImportErrorEntity, ImportState } from './entities.js';
import { FileChecker, isAccounts, isIgnored, sheetsOf } from './file-check.js';
import type { PlacedError } from './file-check.js';
import { FileRows } from './file-rows.js';
import { Imports } from './imports.js';
import { ImportLock } from './import-lock.js';
import { RowCommands } from './row-commands.js';
import type { TriedRow } from './row-commands.js';

const AGAIN_MS = 15_000;
const PROGRESS_EVERY = 100;

/**
 * Brings imports to their end, one after the other, beside requests. One that was cut short, by whatever end of the
 * process, is taken up again: it is checked anew, and rows that are recorded already are not recorded again.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;

  private readonly log = new Logger('imports');

  constructor(
    private readonly imports: Imports,
    private readonly files: FileRows,
    private readonly checker: FileChecker,
    private readonly rows: RowCommands,
    private readonly accounts: AccountImport,
    private readonly messages: Messages,
    private readonly businessDay: BusinessDay,
    @Inject(PG_POOL) private readonly pool: Pool,
  ) {}

  onApplicationBootstrap(): void {
    this.wake();
    this.timer = setInterval(() => this.wake(), AGAIN_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** There may be something to do. */
  wake(): void {
    this.wanted = true;
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
  }

  private async work(): Promise<void> {
    while (this.wanted && !this.stopping.signal.aborted) {
      this.wanted = false;
      try {
        for (const id of await this.imports.open()) await this.runAlone(id);
      } catch (error) {
        // Log or database are away, or others are at work: it is looked at again.
        if (!this.stopping.signal.aborted) this.log.warn(`an import was put off: ${String(error)}`);
      }
    }
  }

  /** Of several processes one. */
  private async runAlone(id: string): Promise<void> {
    const lock = await ImportLock.take(this.pool);
    if (lock === undefined) return;
    try {
      const job = await this.imports.one(id);
      if (job?.state === 'checking' || job?.state === 'applying') await sparingMemory(() => this.run(job));
    } finally {
      lock.release();
    }
  }

  private async run(job: ImportEntity): Promise<void> {
    try {
      if (job.role === 'admin') return await this.runAccounts(job);
      const rows = await this.tried(job);
      if (rows === undefined) return;
      await this.imports.update(job.id, { state: 'applying', done: 0 });
      await this.rows.record(job, rows, this.progressOf(job), this.stopping.signal);
      await this.end(job, 'done');
    } catch (error) {
      const fault = faultOf(error);
      if (fault === undefined || this.stopping.signal.aborted) throw error;
      await this.refuse(job, [{ sheet: '', row: 0, column: -1, places: [], ...fault }]);
    }
  }

  /** Its rows as they would be recorded; `undefined` where the job has ended with being tried. */
  private async tried(job: ImportEntity): Promise<TriedRow[] | undefined> {
    const mayImport = ({ act }: ImportKind): boolean => allows(ACTS[act].by, job.role);
    const checked = await this.checker.check(await this.files.of(job.id, this.stopping.signal), mayImport);
    await this.imports.update(job.id, { total: checked.rows.length, done: 0 });
    if (checked.errors.length > 0) {
      await this.refuse(job, checked.errors);
      return undefined;
    }
    const { errors, rows, unchanged } = await this.rows.try(job, checked.rows, this.progressOf(job));
    if (errors.length > 0) {
      await this.refuse(job, errors);
      return undefined;
    }
    await this.imports.update(job.id, { unchanged, added: rows.length - unchanged });
    if (!job.dryRun) return rows;
    await this.end(job, 'checked');
    return undefined;
  }

  /** The administrator sees no business data, and imports none. */
  private async runAccounts(job: ImportEntity): Promise<void> {
    const sheets = [...sheetsOf(await this.files.of(job.id, this.stopping.signal))];
    const others = sheets.filter(([sheet, lines]) => !isAccounts(sheet) && !isIgnored(sheet, lines));
    const errors: PlacedError[] = others.map(([sheet]) => ({ ...ofSheet(sheet), code: 'import-sheet-not-yours' }));
    const [sheet = '', lines = []] = sheets.find(([name]) => isAccounts(name)) ?? [];
    const { places, users, unchanged, ...checked } = await this.accounts.check(sheet, lines);
    errors.push(...checked.errors.map((error) => ({ ...error, form: ACCOUNT_FORM, places })));
    if (errors.length === 0 && users.length + unchanged === 0)
      errors.push({ ...ofSheet(''), code: 'import-file-empty', params: {} });
    const total = users.length + unchanged;
    await this.imports.update(job.id, { total, added: users.length, unchanged });
    if (errors.length > 0) return this.refuse(job, errors);
    if (!job.dryRun) await this.accounts.make(users);
    return this.end(job, job.dryRun ? 'checked' : 'done');
  }

  private progressOf({ id }: ImportEntity) {
    return async (done: number): Promise<void> => {
      if (done % PROGRESS_EVERY === 0) await this.imports.update(id, { done });
    };
  }

  private async refuse({ id, state }: ImportEntity, errors: readonly PlacedError[]): Promise<void> {
    await this.imports.keepErrors(
      id,
      errors.map((error) => this.told(error)),
    );
    await this.imports.end(id, state === 'applying' ? 'interrupted' : 'refused', this.businessDay.now());
  }

  private async end(job: ImportEntity, state: ImportState): Promise<void> {
    const { total } = (await this.imports.one(job.id)) ?? job;
    await this.imports.update(job.id, { done: total });
    await this.imports.end(job.id, state, this.businessDay.now());
  }

  private told({
    sheet,
    row,
    column,
    code,
    params,
    form,
    places,
  }: PlacedError): Omit<ImportErrorEntity, 'import' | 'n'> {
    const place = places[column] ?? -1;
    return {
      sheet,
      row,
      column: form?.columns[column]?.zh ?? '',
      cell: place >= 0 && row > 0 ? cellName(place, row) : '',
      code,
      zh: this.messages.text(code, 'zh', params),
      en: this.messages.text(code, 'en', params),
    };
  }
}

const ofSheet = (sheet: string) => ({ sheet, row: 0, column: -1, params: { name: sheet }, places: [] });

const allows = (by: readonly Role[], role: Role): boolean => by.includes(role);

/** What is the file's own fault, so that trying again would be in vain. */
const faultOf = (error: unknown): Pick<FileFault, 'code' | 'params'> | undefined => {
  if (error instanceof FileFault) return error;
  if (error instanceof TooMuchWork) return undefined;
  if (error instanceof WorkFailed && error.reason !== 'stopped') return { code: 'import-file-unreadable', params: {} };
  return undefined;
};
