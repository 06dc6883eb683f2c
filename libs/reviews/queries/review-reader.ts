import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
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

// What else a row holds grows with the number of branches.
const SCHEDULED = ['key', 'year', 'title', 'plannedOn', 'adjournedOn'] as const satisfies readonly (keyof ReviewRow)[];

/** A review that is not closed, as far as its steps go by it. */
export type OpenReview = Pick<ReviewRow, (typeof SCHEDULED)[number]>;

const STEPPED = [
  'key',
  'branch',
  'status',
  'unanswered',
  'talliesOpen',
  'gradeDecidedOn',
  'gradeFedBackOn',
] as const satisfies readonly (keyof OverviewRow)[];

/** How far a report is, and nothing more of it. */
export type ReportSteps = Pick<OverviewRow, (typeof STEPPED)[number]>;

/** Reads the read models of reviews; what a reader may see of it is decided by the views. */
@Injectable()
export class ReviewReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest year first. */
  reviews(): Promise<readonly ReviewRow[]> {
    return this.dataSource.getRepository(reviewEntity).find({ order: { year: 'DESC' } });
  }

  /** The newest year first. */
  openReviews(): Promise<readonly OpenReview[]> {
    const query = this.dataSource.getRepository(reviewEntity).createQueryBuilder('r');
    return query
      .select(SCHEDULED.map((column) => `r.${column}`))
      .where('r.closedOn IS NULL')
      .orderBy('r.year', 'DESC')
      .getMany();
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
  overview(year: number, branches: 'all' | readonly string[]): Promise<readonly OverviewItem[]> {
    return this.listed(year, branches).select(FLAT).getMany();
  }

  steps(year: number, branches: 'all' | readonly string[]): Promise<readonly ReportSteps[]> {
    const columns = STEPPED.map((column) => `o.${column}`);
    return this.listed(year, branches).select(columns).getMany();
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

  private listed(year: number, branches: 'all' | readonly string[]): SelectQueryBuilder<OverviewRow> {
    const query = this.dataSource
      .getRepository(overviewEntity)
      .createQueryBuilder('o')
      .where('o.year = :year', { year });
    if (branches !== 'all') query.andWhere('o.branch = ANY (CAST(:branches AS text[]))', { branches });
    return query.orderBy('o.branch');
  }
}
