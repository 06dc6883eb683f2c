import { Injectable } from '@nestjs/common';
import { HeavyWork, TooMuchWork, WorkFailed, type WorkAnswer } from '#platform/heavy-work/heavy-work.js';
import { notFound, RequestProblem } from '#platform/http/request-problem.js';
import { streamedJson, type Streamed } from '#platform/http/streamed.js';
import type { ReplayRequest } from './replay.js';
import type { ReplayAnswer } from './replay-report.js';
import { REPLAY, type ReplayOutcome } from './replay-work.js';

/** Replays on request, beside the process that answers requests. */
@Injectable()
export class Replays {
  constructor(private readonly work: HeavyWork) {}

  /**
   * @param signal ends the replay.
   * @throws RequestProblem 503 `replay-running` while too many others are asked for.
   * @throws RequestProblem 409 `log-changed` when the facts make no story any more because somebody changed them.
   * @throws RequestProblem 404 when there is no such branch.
   */
  async run(request: ReplayRequest, signal: AbortSignal): Promise<Streamed<ReplayAnswer>> {
    const { outcome, body, length } = await this.worked(request, signal);
    if (!isReplayOutcome(outcome)) throw new RequestProblem(500, 'replay-failed');
    if (outcome.kind === 'report') return streamedJson(body, length);
    body.resume();
    if (outcome.kind === 'no-branch') throw notFound();
    const { place, difference } = outcome;
    throw new RequestProblem(409, 'log-changed', { place, difference });
  }

  private async worked(request: ReplayRequest, signal: AbortSignal): Promise<WorkAnswer> {
    try {
      return await this.work.run({ work: REPLAY, request }, signal);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

const refusalOf = (error: unknown): unknown => {
  if (error instanceof TooMuchWork) return new RequestProblem(503, 'replay-running', {}, [], { 'Retry-After': '30' });
  if (!(error instanceof WorkFailed)) return error;
  if (error.reason === 'stopped') return new RequestProblem(503, 'replay-stopped', {}, [], { 'Retry-After': '5' });
  if (error.reason === 'too-long') return new RequestProblem(503, 'replay-too-long');
  return new RequestProblem(500, 'replay-failed');
};

const isReplayOutcome = (outcome: object): outcome is ReplayOutcome =>
  'kind' in outcome && ['report', 'no-branch', 'changed'].includes(String(outcome.kind));
