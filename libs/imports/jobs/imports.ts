import { Injectable } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';
import { ImportEntity, ImportErrorEntity } from './entities.js';
import type { ImportState } from './entities.js';

const ERRORS_AT_ONCE = 500;

/** Of one file; how many there were in all is counted. */
export const MAX_ERRORS_KEPT = 10_000;

const ENDED: readonly ImportState[] = ['refused', 'checked', 'interrupted', 'done'];

export type NewImport = Pick<
  ImportEntity,
  'id' | 'uploader' | 'role' | 'unit' | 'day' | 'format' | 'kind' | 'dryRun' | 'createdAt'
> & { readonly bytes: Buffer };

/** Imports as they lie in the database, so that one that was cut short goes on. */
@Injectable()
export class Imports {
  constructor(private readonly dataSource: DataSource) {}

  /** The same again changes nothing. */
  async add(added: NewImport): Promise<void> {
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(ImportEntity)
      .values({ ...added, state: 'checking' })
      .orIgnore()
      .execute();
  }

  async one(id: string): Promise<ImportEntity | undefined> {
    return (await this.dataSource.getRepository(ImportEntity).findOneBy({ id })) ?? undefined;
  }

  /** Those that have not come to their end, the oldest first. */
  async open(): Promise<readonly string[]> {
    const open = await this.dataSource.getRepository(ImportEntity).find({
      where: { state: In(['checking', 'applying']) },
      order: { createdAt: 'ASC' },
      select: { id: true },
    });
    return open.map(({ id }) => id);
  }

  async update(id: string, change: Partial<Omit<ImportEntity, 'id' | 'bytes'>>): Promise<void> {
    await this.dataSource.getRepository(ImportEntity).update({ id }, change);
  }

  /** Its file is needed no more. */
  async end(id: string, state: ImportState, now: Date): Promise<void> {
    if (!ENDED.includes(state)) throw new Error(`an import does not end as ${state}`);
    await this.dataSource.getRepository(ImportEntity).update({ id }, { state, bytes: null, finishedAt: now });
  }

  /** In place of those told before. */
  async keepErrors(id: string, errors: readonly Omit<ImportErrorEntity, 'import' | 'n'>[]): Promise<void> {
    const kept = errors.slice(0, MAX_ERRORS_KEPT).map((error, index) => ({ import: id, n: index + 1, ...error }));
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(ImportErrorEntity, { import: id });
      for (let start = 0; start < kept.length; start += ERRORS_AT_ONCE)
        await manager.insert(ImportErrorEntity, kept.slice(start, start + ERRORS_AT_ONCE));
      await manager.update(ImportEntity, { id }, { errors: errors.length });
    });
  }

  /** One more than asked for, so that it shows whether there are more. */
  errors(id: string, after: number, limit: number): Promise<readonly ImportErrorEntity[]> {
    return this.dataSource
      .getRepository(ImportErrorEntity)
      .find({ where: { import: id, n: MoreThan(after) }, order: { n: 'ASC' }, take: limit + 1 });
  }
}
