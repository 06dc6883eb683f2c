import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const FRESH_MS = 30_000;
const MAX_NAMES = 10_000;

/** What is shown of a person whose name was erased. */
export const ERASED_NAME = '（姓名已删除）';

/**
 * Names of persons, joined when something is shown; they stand nowhere else. A changed name shows after at most 30 s in
 * other processes, at once in this one.
 */
@Injectable()
export class PersonDirectory {
  private readonly known = new Map<string, { readonly name: string; readonly until: number }>();

  constructor(private readonly dataSource: DataSource) {}

  /** Names by id; ids that nobody has are missing. */
  async names(ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)];
    const now = Date.now();
    const missing = wanted.filter((id) => (this.known.get(id)?.until ?? 0) <= now);
    if (missing.length > 0) await this.load(missing, now + FRESH_MS);
    return new Map(
      wanted.flatMap((id) => {
        const found = this.known.get(id);
        return found === undefined ? [] : [[id, found.name] as const];
      }),
    );
  }

  async name(id: string): Promise<string | undefined> {
    return (await this.names([id])).get(id);
  }

  /** After a change of this person's name. */
  forget(id: string): void {
    this.known.delete(id);
  }

  private async load(ids: readonly string[], until: number): Promise<void> {
    const rows = await this.dataSource.query<{ id: string; name: string | null }[]>(
      'SELECT id::text AS id, name FROM app.persons WHERE id::text = ANY ($1)',
      [ids],
    );
    if (this.known.size + ids.length > MAX_NAMES) this.known.clear();
    for (const { id, name } of rows) this.known.set(id, { name: name ?? ERASED_NAME, until });
  }
}
