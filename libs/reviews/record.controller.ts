import { Controller, Headers, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandResult } from '#event-sourcing/command.js';
import { countsOf } from '#event-sourcing/staging/stageable-store.js';
import type { StagedCounts } from '#event-sourcing/staging/stageable-store.js';
import { PerformsSeveral } from '#platform/http/access.js';
import { Batches, faultsOfTrial } from '#platform/http/batches.js';
import { CommandInput } from '#platform/http/command-input.js';
import { languageOf } from '#platform/http/language.js';
import { Messages } from '#platform/http/messages.js';
import { toldFault } from '#platform/http/problem-of.js';
import type { ToldFault } from '#platform/http/problem-of.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { meetingParts } from './commands/meeting-parts.js';
import { RecordMeeting, RecordQuery } from './commands/record-meeting.js';

/** A problem, goal or requirement that got its number. */
export interface NumberedItem {
  readonly id: string;
  readonly no: string;
}

export interface RecordedMeeting {
  /** True: nothing was recorded, this is what would be. */
  readonly dryRun: boolean;
  /** In a trial: everything that would be refused, with its place in the request. */
  readonly errors: readonly ToldFault[];
  /** How many events of each type each stream got. */
  readonly events: StagedCounts;
  readonly items: readonly NumberedItem[];
}

/** 会后据纸质材料登记: the meeting entered from paper, often on the day after, all of it at once. */
@ApiTags('reviews')
@Controller('reviews')
export class RecordController {
  constructor(
    private readonly batches: Batches,
    private readonly messages: Messages,
  ) {}

  @Post(':year/record')
  @PerformsSeveral('record-meeting')
  async record(
    @CommandInput() command: RecordMeeting,
    @Query() { dryRun }: RecordQuery,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedMeeting> {
    const batch = { request, context: command.context, parts: meetingParts(command) };
    if (dryRun) {
      const trial = await this.batches.try(batch);
      const told = languageOf(language);
      const errors = faultsOfTrial(trial).map((found) => toldFault(found, this.messages, told));
      return { dryRun, errors, events: countsOf(trial.appends), items: itemsOf(trial.results) };
    }
    if (request.headers['idempotency-key'] === undefined) throw new RequestProblem(400, 'idempotency-key-required');
    const results = await this.batches.run(batch);
    const last = results.at(-1);
    if (last !== undefined) void reply.header('Log-Position', last.position);
    return { dryRun, errors: [], events: countsOf(results), items: itemsOf(results) };
  }
}

const itemsOf = (results: readonly CommandResult[]): readonly NumberedItem[] =>
  results.flatMap(({ events }) =>
    events.flatMap(({ data }) => {
      const { problem, goal, requirement, no }: Readonly<Record<string, unknown>> = { ...data };
      const id = problem ?? goal ?? requirement;
      return typeof id === 'string' && typeof no === 'string' ? [{ id, no }] : [];
    }),
  );
