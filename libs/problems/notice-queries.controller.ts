import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Code, Line } from '#platform/http/fields.js';
import { Reads, ReadQuery } from '#platform/http/read-query.js';
import { notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { noticeViews } from './notice-view.js';
import type { NoticeView } from './notice-view.js';
import { seenOf } from './problem-views.js';
import { LedgerRelations } from './projections/ledger/ledger-relations.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { PROBLEM_READERS, problemSight } from './projections/ledger/ledger-sight.js';
import { clockDay } from './published/clock-day.js';

export class NoticePath {
  @Line({ max: 100, example: '整改通知〔2024〕3号' })
  readonly number: string;
}

export class NoticesQuery extends ReadQuery {
  /** Code of the unit to which it went. */
  @Code({ optional: true })
  readonly unit?: string;
}

/** 整改通知: what went to a unit under one number, and what became of it. */
@ApiTags('notices')
@Controller('notices')
export class NoticeQueriesController {
  constructor(
    private readonly relations: LedgerRelations,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  /** The newest first. */
  @Get()
  @Reads('problem_ledger')
  @Roles(...PROBLEM_READERS)
  async list(
    @Query() { unit }: NoticesQuery,
    @SignedIn() viewer: Principal,
  ): Promise<{ readonly items: readonly NoticeView[] }> {
    const rows = await this.relations.notified(unit === undefined ? {} : { leadCode: unit });
    return { items: await this.views(rows, viewer) };
  }

  /** One for each unit to which the number went; a notice goes to one. */
  @Get(':number')
  @Reads('problem_ledger')
  @Roles(...PROBLEM_READERS)
  async one(
    @Param() { number }: NoticePath,
    @Query() _query: ReadQuery,
    @SignedIn() viewer: Principal,
  ): Promise<{ readonly items: readonly NoticeView[] }> {
    const items = await this.views(await this.relations.notified({ noticeNumber: number }), viewer);
    if (items.length === 0) throw notFound();
    return { items };
  }

  private async views(rows: readonly LedgerRow[], viewer: Principal): Promise<readonly NoticeView[]> {
    const sight = problemSight(viewer);
    const seen = seenOf(rows, sight);
    const today = this.day.today();
    return noticeViews(seen, clockDay(today, await this.policies.read(today)));
  }
}
