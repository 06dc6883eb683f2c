import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actingOf } from '#platform/auth/acting.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { ApiProblems } from '#platform/http/api-answers.js';
import { fault } from '#platform/http/fault.js';
import { Line, OneOf, Whole } from '#platform/http/fields.js';
import { decodeCursor, pageOf } from '#platform/http/paging.js';
import type { Page } from '#platform/http/paging.js';
import { invalidRequest, notFound, RequestProblem } from '#platform/http/request-problem.js';
import { DraftContent } from './draft-content.js';
import { contentOf, DraftStore } from './draft-store.js';
import type { DraftEntity } from './draft.entity.js';
import { branchOfKey, DRAFT_KIND_TABLE, DRAFTERS, draftKey } from './published/draft-kinds.js';
import { ownerIn, ownersSeen } from './domain/draft-owners.js';
import { DRAFT_KINDS } from './published/drafts.js';
import type { Draft, DraftKind, DraftPlace } from './published/drafts.js';

export class DraftPath {
  @OneOf(DRAFT_KINDS, { example: 'report' })
  readonly kind: DraftKind;

  /** `2024-03` for a report or a comment on it, `2024` for a review, the number of a problem for a plan. */
  @Line({ max: 40, example: '2024-03' })
  readonly key: string;
}

export class DraftListQuery {
  @OneOf(DRAFT_KINDS, { example: 'report', optional: true })
  readonly kind?: DraftKind;

  @Whole({ min: 1, max: 200, example: 50, optional: true })
  readonly limit: number = 50;

  @Line({ max: 1_000, example: 'WyIwMyIsMTJd', pattern: /^[0-9A-Za-z_-]+$/, personal: true, optional: true })
  readonly cursor?: string;
}

export class DraftBody {
  /** Loosely what the command takes that will issue it; for a report `body` and `answers`. */
  @DraftContent()
  readonly content: Readonly<Record<string, unknown>>;
}

export interface DraftSummary {
  readonly kind: { readonly code: DraftKind; readonly zh: string; readonly en: string };
  readonly key: string;
  /** The unit that sees it; null where its author alone does. */
  readonly unit: string | null;
  readonly changedAt: string;
  readonly changedBy: string | null;
}

export interface DraftView extends DraftSummary {
  readonly content: Draft['content'];
}

const ETAG = /^(?:W\/)?"([0-9a-f-]{36})"$/;

const Chosen = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'Acting-Unit',
    description: 'The unit, where a plan could be of several.',
    schema: { type: 'string' },
  });

/** 草稿: what is being written, for the unit that writes it and nobody else. */
@ApiTags('drafts')
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftStore,
    private readonly persons: PersonDirectory,
  ) {}

  @Get()
  @Roles(...DRAFTERS)
  @ApiOperation({ summary: '草稿列表 / Drafts' })
  async list(
    @Query() { kind, limit, cursor }: DraftListQuery,
    @SignedIn() { grants, person }: Principal,
  ): Promise<Page<DraftSummary>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 3).map(String);
    const rows = await this.drafts.page({
      owners: ownersSeen(grants, person),
      limit,
      ...(kind === undefined ? {} : { kind }),
      ...(after === undefined ? {} : { after: [after[0] ?? '', after[1] ?? '', after[2] ?? ''] as const }),
    });
    const { items, ...page } = pageOf(rows, limit, (row) => [row.kind, row.key, row.id]);
    const names = await this.persons.names(items.map(({ changedBy }) => changedBy));
    return { items: items.map((row) => draftSummary(row, names)), ...page };
  }

  @Get(':kind/:key')
  @Roles(...DRAFTERS)
  @Chosen()
  @ApiOperation({ summary: '读取草稿 / Read a draft', description: 'Its ETag is wanted as If-Match by a change.' })
  async one(
    @Param() path: DraftPath,
    @SignedIn() viewer: Principal,
    @Headers('acting-role') role: string | undefined,
    @Headers('acting-unit') unit: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const row = await this.drafts.row(placeOf(path, viewer, { role, unit }));
    if (row === null) throw notFound();
    return this.told(row, reply);
  }

  @Put(':kind/:key')
  @HttpCode(200)
  @Roles(...DRAFTERS)
  @Chosen()
  @ApiHeader({ name: 'If-Match', description: 'The ETag last read; not for a new draft.', schema: { type: 'string' } })
  @ApiOperation({ summary: '保存草稿 / Keep a draft' })
  @ApiProblems(409, 412, 428)
  async put(
    @Param() path: DraftPath,
    @Body() { content }: DraftBody,
    @SignedIn() viewer: Principal,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('acting-role') role: string | undefined,
    @Headers('acting-unit') unit: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const place = placeOf(path, viewer, { role, unit });
    return this.told(await this.drafts.put(place, content, versionOf(ifMatch), viewer.person), reply);
  }

  @Delete(':kind/:key')
  @HttpCode(204)
  @Roles(...DRAFTERS)
  @Chosen()
  @ApiHeader({ name: 'If-Match', description: 'The ETag last read.', schema: { type: 'string' } })
  @ApiOperation({ summary: '删除草稿 / Delete a draft' })
  @ApiProblems(412)
  async discard(
    @Param() path: DraftPath,
    @SignedIn() viewer: Principal,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('acting-role') role: string | undefined,
    @Headers('acting-unit') unit: string | undefined,
  ): Promise<void> {
    if (!(await this.drafts.discard(placeOf(path, viewer, { role, unit }), versionOf(ifMatch)))) throw notFound();
  }

  private async told(row: DraftEntity, reply: FastifyReply): Promise<DraftView> {
    void reply.header('ETag', `"${row.version}"`);
    return { ...draftSummary(row, await this.persons.names([row.changedBy])), content: contentOf(row) };
  }
}

const draftSummary = (
  { kind, key, owner, changedAt, changedBy }: DraftEntity,
  names: ReadonlyMap<string, string>,
): DraftSummary => {
  const [of, unit = null] = owner.split('/');
  return {
    kind: { code: kind, zh: DRAFT_KIND_TABLE[kind].zh, en: DRAFT_KIND_TABLE[kind].en },
    key,
    unit: of === 'author' ? null : (unit ?? owner),
    changedAt: changedAt.toISOString(),
    changedBy: names.get(changedBy) ?? null,
  };
};

/**
 * Whose draft of this kind it is that the viewer means.
 * @throws RequestProblem 400 `draft-key-invalid`, and 404 for what is not the viewer's.
 */
const placeOf = (
  { kind, key: text }: DraftPath,
  { grants, person }: Principal,
  wishes: { readonly role: string | undefined; readonly unit: string | undefined },
): DraftPlace => {
  const { by } = DRAFT_KIND_TABLE[kind];
  const key = draftKey(kind, text);
  if (key === undefined) throw invalidRequest([fault('draft-key-invalid', {}, 'key')]);
  const fitting = grants.filter(
    ({ role, unit }) => by.includes(role) && (kind !== 'report' || unit === branchOfKey(key)),
  );
  if (fitting.length === 0) throw notFound();
  const owners = ownersSeen(fitting, person);
  const [only] = owners;
  const owner = owners.length === 1 ? only : ownerIn(actingOf(fitting, by, wishes), person);
  if (owner === undefined) throw notFound();
  return { kind, key, owner };
};

const versionOf = (ifMatch: string | undefined): string | undefined => {
  if (ifMatch === undefined) return undefined;
  const [, version] = ETAG.exec(ifMatch) ?? [];
  if (version === undefined) throw new RequestProblem(400, 'if-match-invalid');
  return version;
};
