import { Injectable, Optional } from '@nestjs/common';
import { Successions } from '#branches/published/successions.js';
import { predecessorsOf } from '#branches/published/passed.js';
import { answeredNow } from './answering.js';

/** Shows problems with the units that answer for them today. */
@Injectable()
export class LedgerAnswering {
  constructor(@Optional() private readonly successions?: Successions) {}

  async now<Row extends Parameters<typeof answeredNow>[0]>(
    read: readonly Row[] | Promise<readonly Row[]>,
  ): Promise<Row[]> {
    const [rows, main = {}] = await Promise.all([read, this.successions?.main()]);
    return rows.map((row) => answeredNow(row, main));
  }

  /** Codes under which what a unit answers for today may lie. */
  async codesOf(unit: string): Promise<readonly string[]> {
    return predecessorsOf(unit, (await this.successions?.main()) ?? {});
  }
}
