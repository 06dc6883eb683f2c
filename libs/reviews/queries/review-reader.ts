import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { branchNameEntity } from '../projections/branch-names/branch-names.projection.js';
import { overview, overviewEntity } from '../projections/overview/overview.projection.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import type { ReviewRow } from '../projections/reviews/review-row.js';
import { reviewEntity } from '../projections/reviews/reviews.projection.js';

/** A report without what was said in and to it. */
export type OverviewItem = Omit<OverviewRow, 'detail'>;

const FLAT = Object.keys(overview.columns)
  .filter((column) => column !== 'detail')
  .map((column) => `o.${column}`);

/** Reads the read models of reviews; what a reader may see of it is decided by the views. */
@Injectable()
export class ReviewReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest year first. */
  reviews(): Promise<readonly ReviewRow[]> {
    return this.dataSource.getRepository(reviewEntity).find({ order: { year: 'DESC' } });
  }

  review(year: number): Promise<ReviewRow | null> {
    return this.dataSource.getRepository(reviewEntity).findOneBy({ year });
  }

  /** In the order of branch codes; only these branches where they are given. */
  reports(year: number, branches: 'all' | readonly string[]): Promise<readonly OverviewRow[]> {
    const among = branches === 'all' ? {} : { branch: In([...branches]) };
    return this.dataSource.getRepository(overviewEntity).find({ where: { year, ...among }, order: { branch: 'ASC' } });
  }

  /** The same, as far as a list shows them. */
  async overview(year: number, branches: 'all' | readonly string[]): Promise<readonly OverviewItem[]> {
    const query = this.dataSource.getRepository(overviewEntity).createQueryBuilder('o').select(FLAT);
    query.where('o.year = :year', { year });
    if (branches !== 'all') query.andWhere('o.branch = ANY (CAST(:branches AS text[]))', { branches });
    return query.orderBy('o.branch').getMany();
  }

  report(year: number, branch: string): Promise<OverviewRow | null> {
    return this.dataSource.getRepository(overviewEntity).findOneBy({ year, branch });
  }

  /** In every review, the newest year first. */
  reportsOf(branch: string): Promise<readonly OverviewRow[]> {
    return this.dataSource.getRepository(overviewEntity).find({ where: { branch }, order: { year: 'DESC' } });
  }

  async names(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.dataSource.getRepository(branchNameEntity).find();
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}
