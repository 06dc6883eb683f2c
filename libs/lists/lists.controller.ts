import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BRANCH_READERS } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { languageOf } from '#platform/http/language.js';
import { placeAfter } from '#platform/http/marked-cursor.js';
import { pageOf } from '#platform/http/paging.js';
import type { Page } from '#platform/http/paging.js';
import { Reads } from '#platform/http/read-query.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import { clockDay } from '#problems/published/clock-day.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import type { LeadKind } from '#reviews/events.js';
import { ListExports } from './list-exports.js';
import { ListSources } from './list-sources.js';
import { problemTable, taskTable } from './list-tables.js';
import { filterOf, ListQuery } from './lists.requests.js';
import type { ListRequest, ProblemLine, Task } from './published/list-source.js';
import { byResponsibility, placeOfResponsibility, responsibilitiesOf } from './responsibilities.js';
import type { Responsibility } from './responsibilities.js';
import { wholeList } from './whole-list.js';

export interface ProblemListPage extends Page<ProblemLine> {
  readonly lightsOf: ClockBasis;
}

/** `limit` counts problems and goals; each comes with all its tasks. */
export interface TaskListPage extends Page<Task> {
  readonly lightsOf: ClockBasis;
}

export interface ResponsibilityListPage extends Page<Responsibility> {
  readonly lightsOf: ClockBasis;
}

const LIST_READERS = [...BRANCH_READERS, 'department'] as const;

type WholeRequest = Omit<ListRequest, 'after' | 'limit'>;

/** 问题清单, 任务清单, 责任清单: three views of one ledger, in the order of branch codes and numbers. */
@ApiTags('lists')
@Controller('lists')
export class ListsController {
  constructor(
    private readonly sources: ListSources,
    private readonly exports: ListExports,
    private readonly day: BusinessDay,
    private readonly policies: PolicyReader,
  ) {}

  @Get('problems')
  @ApiProduces('application/json', 'text/csv')
  @Reads('problem_ledger', 'branches')
  @Roles(...LIST_READERS)
  async problems(
    @Query() query: ListQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProblemListPage | string> {
    const whole = await this.whole(query, viewer);
    const { clock } = whole;
    if (query.format === 'csv') {
      const lines = await wholeList(whole, (request) => this.sources.problems(request));
      const exported = { list: 'problems', filter: whole.filter, clock, viewer, lines, table: problemTable } as const;
      return this.exports.send(exported, languageOf(accepted), reply);
    }
    const rows = await this.sources.problems(paged(whole, query));
    return { ...pageOf(rows, query.limit, placeIn(clock)), lightsOf: clock.basis };
  }

  @Get('tasks')
  @ApiProduces('application/json', 'text/csv')
  @Reads('problem_ledger', 'goals', 'branches')
  @Roles(...LIST_READERS)
  async tasks(
    @Query() query: ListQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskListPage | string> {
    const whole = await this.whole(query, viewer);
    const { clock } = whole;
    if (query.format === 'csv') {
      const exported = { list: 'tasks', filter: whole.filter, clock, viewer, table: taskTable } as const;
      return this.exports.send({ ...exported, lines: await this.allTasks(whole) }, languageOf(accepted), reply);
    }
    const rows = await this.sources.items(paged(whole, query));
    const { items, ...page } = pageOf(rows, query.limit, placeIn(clock));
    return { items: items.flatMap(({ tasks }) => tasks), ...page, lightsOf: clock.basis };
  }

  @Get('responsibilities')
  @ApiProduces('application/json', 'text/csv')
  @Reads('problem_ledger', 'goals', 'branches')
  @Roles(...LIST_READERS)
  async responsibilities(
    @Query() query: ListQuery,
    @SignedIn() viewer: Principal,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResponsibilityListPage | string> {
    const { cursor, limit, format } = query;
    const whole = await this.whole(query, viewer);
    const { clock } = whole;
    const groups = responsibilitiesOf(await this.allTasks(whole));
    if (format === 'csv') {
      const lines = groups.flatMap(({ tasks }) => tasks);
      const exported = {
        list: 'responsibilities',
        filter: whole.filter,
        clock,
        viewer,
        lines,
        table: taskTable,
      } as const;
      return this.exports.send(exported, languageOf(accepted), reply);
    }
    const [kind, code, post] = cursor === undefined ? [] : placeAfter(cursor, clock.mark, 3);
    const after = { kind: kind as LeadKind, code: String(code), post: String(post) };
    const rest =
      cursor === undefined ? groups : groups.filter((each) => byResponsibility(placeOfResponsibility(each), after) > 0);
    const page = pageOf(rest, limit, (last) => [clock.mark, last.unit.kind, last.unit.code, last.post ?? '']);
    return { ...page, lightsOf: clock.basis };
  }

  private async allTasks(whole: WholeRequest): Promise<readonly Task[]> {
    const items = await wholeList(
      whole,
      (request) => this.sources.items(request),
      ({ tasks }) => tasks.length,
    );
    return items.flatMap(({ tasks }) => tasks);
  }

  private async whole(query: ListQuery, viewer: Principal): Promise<WholeRequest> {
    const today = this.day.today();
    return { viewer, filter: filterOf(query), clock: clockDay(today, await this.policies.read(today)) };
  }
}

const placeIn =
  ({ mark }: ClockDay) =>
  ({ branch, no }: { readonly branch: string; readonly no: string }): [string, string, string] => [mark, branch, no];

const paged = (whole: WholeRequest, { cursor, limit }: ListQuery): ListRequest => {
  if (cursor === undefined) return { ...whole, limit };
  const [branch, no] = placeAfter(cursor, whole.clock.mark, 2);
  return { ...whole, limit, after: { branch: String(branch), no: String(no) } };
};
