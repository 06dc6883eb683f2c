import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BRANCH_READERS } from '#access/visible-branches.js';
import type { Position } from '#event-sourcing/event.js';
import { InvalidPosition, type EventStore } from '#event-sourcing/event-store.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { Line, Whole } from '#platform/http/fields.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import type { News } from './change.js';
import { ChangesSince } from './changes-since.js';
import { LiveClient } from './live-client.js';
import { LiveStreams } from './live-streams.js';

export class StreamQuery {
  /** Place in the log to go on from; for clients that cannot send `Last-Event-ID`. */
  @Line({ max: 64, example: '128', pattern: /^[0-9A-Za-z/:._-]+$/, optional: true })
  readonly after?: string;
}

export class SinceQuery {
  /** `next` of the answer before; without it the answer says where to begin. */
  @Line({ max: 1_000, example: 'WyIwMyIsMTJd', pattern: /^[0-9A-Za-z_-]+$/, personal: true, optional: true })
  readonly since?: string;

  /** Changes told at once; those of one event stay together. */
  @Whole({ min: 1, max: 500, example: 100, optional: true })
  readonly limit: number = 100;
}

export interface ChangesView {
  /** In the order of the log. */
  readonly items: readonly News[];
  /** `since` of the next request. */
  readonly next: string;
  /** There is more already: ask again at once. */
  readonly more: boolean;
}

/** News as server-sent events: `ready`, `change`, `day`, `heartbeat`, `reset`. They name what to look at again. */
@ApiTags('changes')
@Controller('changes')
export class ChangesController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: LiveStreams,
    private readonly changes: ChangesSince,
  ) {}

  @Get()
  @Roles(...BRANCH_READERS)
  @ApiOperation({ summary: '变化查询 / Changes since a place in the log' })
  since(@Query() { since, limit }: SinceQuery, @SignedIn() viewer: Principal): Promise<ChangesView> {
    return since === undefined ? this.changes.begin() : this.changes.since(since, limit, viewer);
  }

  @Get('stream')
  @Roles(...BRANCH_READERS)
  @ApiOperation({ summary: '实时变化 / Live changes' })
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    description: 'Goes on after this place in the log.',
    schema: { type: 'string', example: '128' },
  })
  async stream(
    @Query() { after: asked }: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @SignedIn() viewer: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = request.session?.id;
    if (session === undefined) throw new RequestProblem(401, 'not-signed-in');
    const after = await this.placeOf(lastEventId ?? asked);
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    raw.setHeader('Cache-Control', 'no-store');
    raw.setHeader('X-Accel-Buffering', 'no');
    raw.flushHeaders();
    const client = new LiveClient(raw);
    try {
      await this.streams.add({ client, viewer, session, ...(after === undefined ? {} : { after }) });
    } catch {
      // The head is sent already: the client sees the end and comes back.
      client.end();
    }
  }

  private async placeOf(text: string | undefined): Promise<Position | undefined> {
    if (text === undefined || text === '') return undefined;
    try {
      const place = this.store.parsePosition(text);
      if (this.store.comparePositions(place, await this.store.head()) <= 0) return place;
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error;
    }
    throw new RequestProblem(400, 'event-id-invalid');
  }
}
