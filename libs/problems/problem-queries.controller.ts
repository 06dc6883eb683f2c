import { Controller, Get, Optional, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { withinLevel } from '#access/levels.js';
import { seesBranch } from '#access/visible-branches.js';
import { NOTHING_SAID, oversightSight, OversightReader } from '#oversight/published/oversight-reader.js';
import type { SubjectOversight } from '#oversight/published/oversight-reader.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { fault } from '#platform/http/fault.js';
import { placeAfter } from '#platform/http/marked-cursor.js';
import { Messages } from '#platform/http/messages.js';
import { pageOf } from '#platform/http/paging.js';
import type { Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { invalidRequest, notFound } from '#platform/http/request-problem.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { isLocalDate } from '#time/local-date.js';
import { LedgerPageQuery, ProblemPath, ProblemQuery } from './ledger.requests.js';
import { problemView } from './problem-view.js';
import type { ProblemView } from './problem-view.js';
import { isTold, ledgerCounts, problemSummary, seenOf } from './problem-views.js';
import type { LedgerCounts, ProblemSummary, Told } from './problem-views.js';
import { relationsOf } from './relations-view.js';
import type { ProblemRelations } from './relations-view.js';
import { LedgerAnswering } from './projections/ledger/ledger-answering.js';
import { LedgerRelations } from './projections/ledger/ledger-relations.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { spokenOf } from './projections/ledger/spoken.js';
import { PROBLEM_READERS, problemSight, seesLimitedBeside, seesProblem } from './projections/ledger/ledger-sight.js';
import { LedgerQuery, NO_DATE } from './projections/ledger/ledger.query.js';
import type { LedgerPlace, ListedProblem } from './projections/ledger/ledger.query.js';
import { dueOf } from './published/clock.js';
import { clockDay } from './published/clock-day.js';
import type { ClockBasis, ClockDay } from './published/clock-day.js';

export interface LedgerView extends Page<ProblemSummary> {
  /** Of all that the filters leave, not of the page alone. */
  readonly counts: LedgerCounts;
  /** The day and the rules that lights and due dates go by. */
  readonly lightsOf: ClockBasis;
}

/** With what was said beside its life. */
export interface WatchedProblem extends ProblemView {
  readonly oversight: SubjectOversight;
}

/** 问题台账: what was pointed out, and what became of it. */
@ApiTags('problems')
@Controller('problems')
export class ProblemQueriesController {
  constructor(
    private readonly ledger: LedgerQuery,
    private readonly relations: LedgerRelations,
    private readonly answering: LedgerAnswering,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
    private readonly messages: Messages,
    @Optional() private readonly oversight?: OversightReader,
  ) {}

  @Get()
  @Reads('problem_ledger', 'branches')
  @Roles(...PROBLEM_READERS)
  async list(@Query() query: LedgerPageQuery, @SignedIn() viewer: Principal): Promise<LedgerView> {
    const { sort, cursor, limit } = query;
    const clock = await this.clock();
    const mark = `${clock.mark}/${sort}`;
    const list = { sight: problemSight(viewer), filter: query, clock };
    const after = cursor === undefined ? {} : { after: ledgerPlace(placeAfter(cursor, mark, 3)) };
    const [rows, counts] = await Promise.all([
      this.ledger.page({ ...list, ...after, sort, limit }),
      this.ledger.counts(list),
    ]);
    const { items, ...page } = pageOf(rows.filter(isTold), limit, (row) => [mark, ...placeOf(row, clock)]);
    return {
      items: items.map((row) => problemSummary(row, clock)),
      ...page,
      counts: ledgerCounts(counts),
      lightsOf: clock.basis,
    };
  }

  @Get(':problem')
  @Reads('problem_ledger', 'branches', 'oversight', 'instructions')
  @Roles(...PROBLEM_READERS)
  async one(
    @Param() { problem }: ProblemPath,
    @Query() _query: ProblemQuery,
    @SignedIn() viewer: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WatchedProblem> {
    const row = await this.ledger.one(problem);
    const sight = problemSight(viewer);
    if (row === undefined || !isTold(row) || !seesProblem(sight, row)) throw notFound();
    void reply.header('ETag', `"${String(row.length)}"`);
    const [relations, clock] = await Promise.all([this.relationsOf(row, viewer), this.clock()]);
    const oversight =
      (await this.oversight?.of(row.id, clock, oversightSight(seesLimitedBeside(sight, row)))) ?? NOTHING_SAID;
    const [answered = row] = await this.answering.now([row]);
    return { ...problemView(answered, relations, clock, viewer, this.messages), oversight };
  }

  /** Words of a comment are for those who read the branch; of a chain, what the reader may see. */
  private async relationsOf(row: Told<LedgerRow>, viewer: Principal): Promise<ProblemRelations> {
    const [ofReport, chain] = await Promise.all([this.relations.ofReport(row), this.relations.recurrence(row)]);
    const sight = problemSight(viewer);
    const readable = withinLevel(ofReport, seesLimitedBeside(sight, row));
    const words = spokenOf(row, new Map(readable.map((each) => [each.id, each])));
    const seen = seenOf(chain, sight);
    return relationsOf(row, seesBranch(viewer, row.branch) ? words : [], seen);
  }

  private async clock(): Promise<ClockDay> {
    const today = this.day.today();
    return clockDay(today, await this.policies.read(today));
  }
}

type PlacedProblem = ListedProblem & { readonly status: NonNullable<ListedProblem['status']>; readonly since: string };

const placeOf = (row: PlacedProblem, { policy, calendar }: ClockDay): [string, string | null, string | null] => [
  dueOf(row, policy, calendar).dueOn ?? NO_DATE,
  row.branch,
  row.no,
];

const ledgerPlace = ([dueOn, branch, no]: readonly (string | number | null)[]): LedgerPlace => {
  if (dueOn !== NO_DATE && !isLocalDate(dueOn)) throw invalidRequest([fault('cursor-invalid', {}, 'cursor')]);
  return { dueOn, branch: String(branch), no: String(no) };
};
