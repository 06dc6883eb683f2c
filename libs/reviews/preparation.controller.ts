import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Role } from '#access/roles.js';
import { BRANCH_READERS } from '#access/visible-branches.js';
import { BranchItemSource, inItemOrder } from '#chronicle/published/branch-items.js';
import type { BranchItem } from '#chronicle/published/branch-items.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { providersOf } from '#platform/discovery/providers-of.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { languageOf } from '#platform/http/language.js';
import { Reads, ReadQuery } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { briefMarkdown } from './queries/brief-markdown.js';
import { briefOf, type Brief } from './queries/brief.js';
import { yearBefore } from './queries/items-to-answer.js';
import { Prints } from './queries/prints.js';
import { personsOf } from './queries/report-view.js';
import { ReviewReader } from './queries/review-reader.js';
import { sightOf } from './queries/sight.js';
import { toAnswerView, type ToAnswerView, type Years } from './queries/to-answer-view.js';
import { ReportPath } from './review-queries.controller.js';

/** Whoever may comment, and the office. */
const BRIEFED: readonly Role[] = ['office-clerk', 'office-head', 'chair'];
const ITEM_MODELS = ['problem_ledger', 'goals', 'requirements', 'requirement_units'] as const;

/** What is read before the meeting: by the branch for its report, by the commentator for the comment. */
@ApiTags('reports')
@Controller('reviews/:year')
export class PreparationController {
  constructor(
    private readonly reader: ReviewReader,
    private readonly persons: PersonDirectory,
    private readonly discovery: DiscoveryService,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
    private readonly prints: Prints,
  ) {}

  @Get('reports/:branch/to-answer')
  @Reads('reviews', 'review_overview', ...ITEM_MODELS)
  @Roles(...BRANCH_READERS)
  @ApiOperation({ summary: '应回应事项 / What the report is to answer' })
  async toAnswer(
    @Param() { year, branch }: ReportPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept-language') language: string | undefined,
  ): Promise<ToAnswerView> {
    const row = sightOf(viewer).sees(branch) ? await this.reader.report(year, branch) : null;
    if (row === null) throw notFound();
    const clock = await this.clock();
    const [items, years] = await Promise.all([this.items(branch, clock), this.years(year)]);
    const seesLimited = sightOf(viewer).seesLimited(branch);
    return toAnswerView(row, items, { years, language: languageOf(language), lightsOf: clock.basis, seesLimited });
  }

  @Get('branches/:branch/brief')
  @ApiProduces('application/json', 'text/markdown')
  @Reads('reviews', 'review_overview', 'branch_names', ...ITEM_MODELS)
  @Roles(...BRIEFED, 'committee-member')
  @ApiOperation({
    summary: '点评参考 / Brief for the comment',
    description: 'For the chair, the office, and the commentator named or a substitute.',
  })
  async brief(
    @Param() { year, branch }: ReportPath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Brief | string> {
    const rows = await this.reader.reportsOf(branch);
    const row = rows.find((each) => each.year === year);
    if (row === undefined || !isBriefed(viewer, row.parts)) throw notFound();
    const clock = await this.clock();
    const earlier = rows.filter((each) => each.year < year);
    const [items, years, persons, names] = await Promise.all([
      this.items(branch, clock),
      this.years(year),
      this.persons.names([row, ...earlier].flatMap(personsOf)),
      this.reader.names(),
    ]);
    const sight = sightOf(viewer);
    const brief = briefOf({
      row,
      earlier,
      items,
      years,
      branchName: names.get(branch) ?? null,
      persons,
      seesGrade: (report) => sight.sees(branch) && sight.grade(report),
      lightsOf: clock.basis,
    });
    void reply.header('Vary', 'Accept, Accept-Language');
    if (accept?.includes('text/markdown') !== true) return brief;
    const text = briefMarkdown(brief, { viewer, date: clock.today, language: languageOf(language) });
    return this.prints.send({ what: 'reviews/brief', of: { year, branch }, level: brief.level, text }, viewer, reply);
  }

  private async items(branch: string, clock: ClockDay): Promise<readonly BranchItem[]> {
    const sources = providersOf(this.discovery, BranchItemSource);
    return inItemOrder((await Promise.all(sources.map((source) => source.itemsOf(branch, clock)))).flat());
  }

  private async years(year: number): Promise<Years> {
    return { year, lastYear: yearBefore(year, await this.reader.reviews()) };
  }

  private async clock(): Promise<ClockDay> {
    const today = this.day.today();
    return clockDay(today, await this.policies.read(today));
  }
}

const isBriefed = (
  { person, grants }: Principal,
  { commentator, substitutes }: { readonly commentator: string | null; readonly substitutes: readonly string[] },
): boolean => grants.some(({ role }) => BRIEFED.includes(role)) || [commentator, ...substitutes].includes(person);
