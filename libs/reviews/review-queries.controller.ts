import { Controller, Get, Headers, Optional, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BRANCH_READERS } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Code, Whole } from '#platform/http/fields.js';
import { languageOf } from '#platform/http/language.js';
import { Reads, ReadQuery } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { LimitedProblems } from '#problems/published/limited-problems.js';
import { minutesOf, type Minutes } from './queries/minutes.js';
import { minutesMarkdown } from './queries/minutes-markdown.js';
import type { ReviewRow } from './projections/reviews/review-row.js';
import { overviewView, type OverviewView } from './queries/overview-view.js';
import { Prints } from './queries/prints.js';
import { personsOf, reportView, type ReportView } from './queries/report-view.js';
import { ReviewReader } from './queries/review-reader.js';
import { reviewView, type ReviewView } from './queries/review-view.js';
import { sightOf } from './queries/sight.js';

export class ReviewPath {
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;
}

export class ReportPath extends ReviewPath {
  @Code()
  readonly branch: string;
}

interface Items<Item> {
  readonly items: readonly Item[];
}

/** What was planned, said and decided at reviews. A branch reads the common part and its own. */
@ApiTags('reviews')
@Controller('reviews')
export class ReviewQueriesController {
  constructor(
    private readonly reader: ReviewReader,
    private readonly persons: PersonDirectory,
    private readonly day: BusinessDay,
    private readonly prints: Prints,
    @Optional() private readonly limited?: LimitedProblems,
  ) {}

  @Get()
  @Reads('reviews', 'problem_ledger')
  @Roles(...BRANCH_READERS)
  async list(@Query() _query: ReadQuery, @SignedIn() viewer: Principal): Promise<Items<ReviewView>> {
    const rows = await this.reader.reviews();
    const names = await this.persons.names(rows.map(({ parts }) => parts.presider));
    const [sight, hidden] = [sightOf(viewer), await this.hidden(rows, viewer)];
    return { items: rows.map((row) => reviewView(row, sight, names, hidden)) };
  }

  @Get(':year')
  @Reads('reviews', 'problem_ledger')
  @Roles(...BRANCH_READERS)
  async one(
    @Param() { year }: ReviewPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReviewView> {
    const row = await this.reader.review(year);
    if (row === null) throw notFound();
    void reply.header('ETag', `"${String(row.length)}"`);
    const names = await this.persons.names([row.parts.presider]);
    return reviewView(row, sightOf(viewer), names, await this.hidden([row], viewer));
  }

  @Get(':year/overview')
  @Reads('reviews', 'review_overview', 'branch_names')
  @Roles(...BRANCH_READERS)
  async overview(
    @Param() { year }: ReviewPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
  ): Promise<Items<OverviewView>> {
    if ((await this.reader.review(year)) === null) throw notFound();
    const sight = sightOf(viewer);
    const [rows, branches] = await Promise.all([this.reader.overview(year, sight.branches), this.reader.names()]);
    const names = await this.persons.names(rows.flatMap(({ parts }) => parts.commentator ?? []));
    return { items: rows.map((row) => overviewView(row, branches.get(row.branch) ?? null, sight, names)) };
  }

  @Get(':year/minutes')
  @ApiProduces('application/json', 'text/markdown')
  @Reads('reviews', 'review_overview', 'branch_names')
  @Roles(...BRANCH_READERS)
  async minutes(
    @Param() { year }: ReviewPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Minutes | string> {
    const row = await this.reader.review(year);
    if (row === null) throw notFound();
    const [reports, branches] = await Promise.all([this.reader.reports(year, 'all'), this.reader.names()]);
    const persons = await this.persons.names([row.parts.presider, ...reports.flatMap(personsOf)]);
    const minutes = minutesOf(row, reports, sightOf(viewer), { persons, branches });
    void reply.header('Vary', 'Accept, Accept-Language');
    if (accept?.includes('text/markdown') !== true) return minutes;
    const text = minutesMarkdown(minutes, { viewer, date: this.day.today(), language: languageOf(language) });
    return this.prints.send({ what: 'reviews/minutes', of: { year }, level: minutes.level, text }, viewer, reply);
  }

  @Get(':year/reports/:branch')
  @Reads('review_overview', 'branch_names')
  @Roles(...BRANCH_READERS)
  async report(
    @Param() { year, branch }: ReportPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportView> {
    const sight = sightOf(viewer);
    const row = sight.sees(branch) ? await this.reader.report(year, branch) : null;
    if (row === null) throw notFound();
    const [names, branches] = await Promise.all([this.persons.names(personsOf(row)), this.reader.names()]);
    void reply.header('ETag', `"${String(row.length)}"`);
    return reportView(row, branches.get(branch) ?? null, sight, names);
  }
  /** Of the problems on their lists, those of which the reader learns nothing. */
  private async hidden(rows: readonly ReviewRow[], viewer: Principal): Promise<ReadonlySet<string>> {
    const listed = rows.flatMap(({ problemLists }) => problemLists.flatMap(({ problems }) => problems));
    if (sightOf(viewer).branches === 'all' || listed.length === 0) return new Set();
    return (await this.limited?.among(listed, viewer)) ?? new Set();
  }
}
