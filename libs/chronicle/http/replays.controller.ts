import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/http/access.js';
import { Code, Whole } from '#platform/http/fields.js';
import { notFound } from '#platform/http/request-problem.js';
import { Replays, type ReplayAnswer } from '../replay/replays.js';

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
  async run(@Body() { year, branch, ordinal }: ReplayBody): Promise<ReplayAnswer> {
    const answer = await this.replays.run({
      year,
      ...(branch === undefined ? {} : { branch }),
      ...(ordinal === undefined ? {} : { ordinal }),
    });
    if (branch !== undefined && answer.report.branches.length === 0) throw notFound();
    return answer;
  }
}
