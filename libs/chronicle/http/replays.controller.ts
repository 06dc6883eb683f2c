import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/http/access.js';
import { ApiProblems } from '#platform/http/api-answers.js';
import { CallerGone } from '#platform/http/caller-gone.js';
import { Code, Whole } from '#platform/http/fields.js';
import type { Streamed } from '#platform/http/streamed.js';
import type { ReplayAnswer } from '../replay/replay-report.js';
import { Replays } from '../replay/replays.js';

export class ReplayBody {
  @Whole({ min: 2000, max: 2100, example: 2024 })
  readonly year: number;

  /** One branch; all of them when absent. */
  @Code({ optional: true })
  readonly branch?: string;

  /** A point of the log, to recompute an earlier report; its head when absent. */
  @Whole({ min: 1, max: Number.MAX_SAFE_INTEGER, example: 412, optional: true })
  readonly ordinal?: number;
}

/** 复盘: the year told again from the log alone. */
@ApiTags('replays')
@Controller('replays')
export class ReplaysController {
  constructor(private readonly replays: Replays) {}

  @Post()
  @HttpCode(200)
  @Roles('annual-review', 'auditor', 'office-head', 'chair')
  @ApiOperation({ summary: '复盘 / Replay a year from the log' })
  @ApiProblems(409, 500)
  run(@Body() { year, branch, ordinal }: ReplayBody, @CallerGone() gone: AbortSignal): Promise<Streamed<ReplayAnswer>> {
    const request = {
      year,
      ...(branch === undefined ? {} : { branch }),
      ...(ordinal === undefined ? {} : { ordinal }),
    };
    return this.replays.run(request, gone);
  }
}
