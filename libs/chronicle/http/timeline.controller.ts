import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { seesLimitedOf } from '#access/levels.js';
import { BRANCH_READERS, seesBranch, seesGradeBeforeFeedback, tallyDetail } from '#access/visible-branches.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { Config } from '#platform/config/config.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { decodeCursor, pageOf, type Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { invalidRequest, notFound } from '#platform/http/request-problem.js';
import { fault } from '#platform/http/fault.js';
import { isLocalDate } from '#time/local-date.js';
import { cycleDays, type ReviewDay } from '../domain/cycle.js';
import { CyclesQuery } from '../projections/cycles/cycles.query.js';
import type { TimelineFilter } from '../projections/timeline/timeline-filter.js';
import { TimelineQuery, type TimelinePlace } from '../projections/timeline/timeline.query.js';
import { entryView, personsOf, type EntryView } from './entry-view.js';
import { BranchPath, TimelinePageQuery } from './timeline.requests.js';

/** The whole story of a branch. */
@ApiTags('branches')
@Controller('branches')
export class TimelineController {
  constructor(
    private readonly timeline: TimelineQuery,
    private readonly cycles: CyclesQuery,
    private readonly persons: PersonDirectory,
    private readonly config: Config,
  ) {}

  @Get(':code/timeline')
  @Reads('timeline', 'review_cycles')
  @Roles(...BRANCH_READERS)
  async entries(
    @Param() { code }: BranchPath,
    @Query() query: TimelinePageQuery,
    @SignedIn() viewer: Principal,
  ): Promise<Page<EntryView>> {
    if (!seesBranch(viewer, code)) throw notFound();
    const [branch, reviews] = await Promise.all([this.timeline.branch(code), this.cycles.all()]);
    if (branch === undefined) throw notFound();
    const rows = await this.timeline.page({
      branch: code,
      filter: filterOf(query, reviews),
      sight: {
        tallies: tallyDetail(viewer, code) !== 'nothing',
        gradesBeforeFeedback: seesGradeBeforeFeedback(viewer),
        limited: seesLimitedOf(viewer, code),
      },
      newestFirst: query.direction === 'newest-first',
      limit: query.limit,
      ...(query.cursor === undefined ? {} : { after: placeOf(query.cursor) }),
    });
    const { items, ...page } = pageOf(rows, query.limit, ({ occurredOn, place }) => [occurredOn, place]);
    const names = await this.persons.names(items.flatMap(personsOf));
    const settings = { reviews, timeZone: this.config.timeZone, names };
    return { items: items.map((row) => entryView(row, settings)), ...page };
  }
}

const filterOf = (
  { year, kind, item, text, voided, from, to }: TimelinePageQuery,
  reviews: readonly ReviewDay[],
): TimelineFilter => ({
  voided,
  ...(year === undefined ? {} : { cycle: { year, days: cycleDays(reviews, year) } }),
  ...(kind === undefined ? {} : { kinds: kind }),
  ...(item === undefined ? {} : { item }),
  ...(text === undefined ? {} : { text }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const placeOf = (cursor: string): TimelinePlace => {
  const [occurredOn, place] = decodeCursor(cursor, 2);
  if (typeof occurredOn !== 'string' || typeof place !== 'string' || !isLocalDate(occurredOn))
    throw invalidRequest([fault('cursor-invalid', {}, 'cursor')]);
  return { occurredOn, place };
};
