import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import type { FindOptionsWhere, Repository } from 'typeorm';
import type { LedgerRow } from './ledger-row.js';
import { ledgerEntity } from './ledger.projection.js';

/** What ties problems to one another: the words they were said in, what came back, what is common, and notices. */
@Injectable()
export class LedgerRelations {
  constructor(private readonly dataSource: DataSource) {}

  /** All problems of one report, those that were merged among them. */
  ofReport({ year, branch }: Pick<LedgerRow, 'year' | 'branch'>): Promise<readonly LedgerRow[]> {
    return year === null || branch === null ? Promise.resolve([]) : this.told({ year, branch, source: 'review' });
  }

  /** All that was said at a review, in the order of branches and numbers, those that were merged among them. */
  ofReview(year: number): Promise<readonly LedgerRow[]> {
    return this.told({ year, source: In(['review', 'common']) });
  }

  /** Children of common problems, in the order of those and of branches. */
  async children(of: { readonly common?: string; readonly year?: number }): Promise<readonly LedgerRow[]> {
    const { common, year } = of;
    const year_ = year === undefined ? {} : { year };
    return this.repository.find({
      where: { common: common ?? Not(IsNull()), no: Not(IsNull()), ...year_ },
      order: { year: 'DESC', common: 'ASC', branch: 'ASC' },
    });
  }

  /** Problems now under notices to one unit, or under one notice. */
  notified(where: Pick<FindOptionsWhere<LedgerRow>, 'noticeNumber' | 'leadKind' | 'leadCode'>): Promise<LedgerRow[]> {
    const number = where.noticeNumber ?? Not(IsNull());
    return this.repository.find({
      where: { ...where, noticeNumber: number, no: Not(IsNull()) },
      order: { dispatchedOn: 'DESC', noticeNumber: 'ASC', branch: 'ASC', no: 'ASC' },
    });
  }

  /** 屡查屡犯: the problems of which one is the same come back, and those in which it came back, the oldest first. */
  async recurrence({ id, recurrenceOf }: Pick<LedgerRow, 'id' | 'recurrenceOf'>): Promise<readonly LedgerRow[]> {
    const earlier = new Map<string, LedgerRow>();
    for (let before = recurrenceOf; before !== null && before !== id && !earlier.has(before);) {
      const [row] = await this.told({ id: before });
      if (row === undefined) break;
      earlier.set(before, row);
      before = row.recurrenceOf;
    }
    const later = new Map<string, LedgerRow>();
    for (let last = [id]; last.length > 0;) {
      const rows = await this.told({ recurrenceOf: In(last) });
      const next = rows.filter((row) => row.id !== id && !later.has(row.id) && !earlier.has(row.id));
      for (const row of next) later.set(row.id, row);
      last = next.map((row) => row.id);
    }
    return [...[...earlier.values()].toReversed(), ...later.values()];
  }

  private told(where: FindOptionsWhere<LedgerRow>): Promise<LedgerRow[]> {
    return this.repository.find({
      where: { no: Not(IsNull()), ...where },
      order: { year: 'ASC', branch: 'ASC', no: 'ASC' },
    });
  }

  private get repository(): Repository<LedgerRow> {
    return this.dataSource.getRepository(ledgerEntity);
  }
}
