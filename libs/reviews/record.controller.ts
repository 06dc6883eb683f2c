import { Controller, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countsOf } from '#event-sourcing/staging/stageable-store.js';
import type { StagedCounts } from '#event-sourcing/staging/stageable-store.js';
import { LateEntries } from '#platform/auth/late-entries.js';
import type { LateEntry } from '#platform/auth/late-entries.js';
import { PerformsSeveral } from '#platform/http/access.js';
import { fault } from '#platform/http/fault.js';
import { faultsOfParts } from '#platform/http/batch-part.js';
import type { PartResult } from '#platform/http/batch-part.js';
import { Batches } from '#platform/http/batches.js';
import { CommandContexts } from '#platform/http/command-contexts.js';
import { languageOf } from '#platform/http/language.js';
import { Messages } from '#platform/http/messages.js';
import { toldFault } from '#platform/http/problem-of.js';
import type { ToldFault } from '#platform/http/problem-of.js';
import { invalidRequest, RequestProblem } from '#platform/http/request-problem.js';
import { asObject } from '#platform/http/validated.js';
import { DraftedMinutes } from './commands/drafted-minutes.js';
import { meetingParts } from './commands/meeting-parts.js';
import { readMeeting } from './commands/read-meeting.js';
import { RecordMeeting, RecordPath, RecordQuery } from './commands/record-meeting.js';

/** A problem, goal or requirement that got its number. */
export interface NumberedItem {
  readonly id: string;
  readonly no: string;
}

/** A part that is entered late, with its place in the request. */
export interface LatePart extends LateEntry {
  readonly path: string;
}

export interface RecordedMeeting {
  /** True: nothing was recorded, this is what would be. */
  readonly dryRun: boolean;
  /** In a trial: everything that would be refused, with its place in the request. */
  readonly errors: readonly ToldFault[];
  /** How many events of each type each stream got. */
  readonly events: StagedCounts;
  readonly items: readonly NumberedItem[];
  /** 补录. */
  readonly lateEntries: readonly LatePart[];
}

/** 会后据纸质材料登记: the meeting entered from paper, often on the day after, all of it at once. */
@ApiTags('reviews')
@Controller('reviews')
export class RecordController {
  constructor(
    private readonly batches: Batches,
    private readonly contexts: CommandContexts,
    private readonly lateEntries: LateEntries,
    private readonly messages: Messages,
    private readonly minutes: DraftedMinutes,
  ) {}

  @Post(':year/record')
  @PerformsSeveral('record-meeting')
  @ApiBody({ type: RecordMeeting })
  async record(
    @Param() { year }: RecordPath,
    @Query() { dryRun }: RecordQuery,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedMeeting> {
    request.command = 'record-meeting';
    const { body, draft, isMissing } = await this.minutes.saidIn(asObject(request.body ?? {}), year);
    const context = this.contexts.ofWhole(request, 'record-meeting', body);
    if (!dryRun && request.headers['idempotency-key'] === undefined)
      throw new RequestProblem(400, 'idempotency-key-required');
    if (isMissing) throw await this.gone(context.commandId);
    const { meeting, faults: ofForm, isReadable, atSource } = readMeeting(year, body);
    const parts = meetingParts(meeting, isReadable);
    const batch = await this.batches.ready({ request, act: 'record-meeting', context, parts });
    const trial = await this.batches.try(batch);
    const ofRules = atSource(faultsOfParts(trial.refused));
    const faults = [...ofForm, ...ofRules];
    if (dryRun) {
      const errors = faults.map((found) => toldFault(found, this.messages, languageOf(language)));
      return { dryRun, errors, events: countsOf(trial.appends), ...(await this.told(trial.results)) };
    }
    if (ofForm.length > 0) throw invalidRequest(faults);
    if (ofRules.length > 0) throw new RequestProblem(422, 'batch-refused', { count: ofRules.length }, ofRules);
    const results = await this.batches.run(batch, trial);
    if (draft !== undefined) await this.minutes.remove(draft);
    const last = results.at(-1);
    if (last !== undefined) void reply.header('Log-Position', last.result.position);
    const events = countsOf(results.map(({ result }) => result));
    return { dryRun, errors: [], events, ...(await this.told(results)) };
  }

  /** Its content is the request's: where the draft is gone nobody can say any more which parts there were. */
  private async gone(commandId: string): Promise<RequestProblem> {
    const code = (await this.batches.hasBegun(commandId)) ? 'draft-issued' : 'draft-not-found';
    const faults = [fault(code, {}, 'fromDraft')];
    return new RequestProblem(code === 'draft-issued' ? 409 : 404, code, {}, faults);
  }

  private async told(results: readonly PartResult[]): Promise<Pick<RecordedMeeting, 'items' | 'lateEntries'>> {
    const lateEntries: LatePart[] = [];
    for (const { at, result } of results) {
      const late = await this.lateEntries.of(result);
      if (late !== undefined) lateEntries.push({ path: at, ...late });
    }
    return { items: itemsOf(results), lateEntries };
  }
}

const itemsOf = (results: readonly PartResult[]): readonly NumberedItem[] =>
  results.flatMap(({ result: { events } }) =>
    events.flatMap(({ data }) => {
      const { problem, goal, requirement, no }: Readonly<Record<string, unknown>> = { ...data };
      const id = problem ?? goal ?? requirement;
      return typeof id === 'string' && typeof no === 'string' ? [{ id, no }] : [];
    }),
  );
