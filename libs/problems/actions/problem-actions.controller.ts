import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rolesOf } from '#access/acts.js';
import { Repeatable, Roles } from '#platform/http/access.js';
import { ApiProblems } from '#platform/http/api-answers.js';
import { PROBLEM_ACT_NAMES } from '../published/states.js';
import { ActionsQuery, ActOnProblems } from './act-on-problems.js';
import { ProblemActions } from './problem-actions.js';
import type { ActionsTaken } from './problem-actions.js';

const ACTING = [...new Set(PROBLEM_ACT_NAMES.flatMap(rolesOf))];

/** One act on many problems. */
@ApiTags('problems')
@Controller('problems')
export class ProblemActionsController {
  constructor(private readonly actions: ProblemActions) {}

  @Post('actions')
  @HttpCode(200)
  @Roles(...ACTING)
  @Repeatable
  @ApiOperation({ summary: '批量办理 / One act on many problems', description: `Roles: ${ACTING.join(', ')}` })
  @ApiBody({ type: ActOnProblems })
  @ApiProblems(409, 422, 429)
  async act(
    @Req() request: FastifyRequest,
    @Query() { dryRun = false }: ActionsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActionsTaken> {
    const taken = await this.actions.take(request, dryRun);
    if (taken.position !== undefined) void reply.header('Log-Position', taken.position);
    return taken;
  }
}
