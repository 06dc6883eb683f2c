import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { Config } from '#platform/config/config.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { CyclesQuery } from '../projections/cycles/cycles.query.js';
import { TimelineQuery } from '../projections/timeline/timeline.query.js';
import { compareSheets, type Comparison } from './comparison.js';
import { replay, type ReplayRequest } from './replay.js';
import type { Replayed } from './replay-report.js';

const READ_MODELS = ['timeline', 'review_cycles'];
const WAIT_MS = 5_000;

/** What a replay says in one word, and what that word rests on. */
export interface Verdict {
  readonly verdict: 'intact' | 'differences-found';
  /** Chains, hashes and texts of the log. */
  readonly log: 'intact' | 'differences-found';
  /** Whether the sheets that users see are those of the log; not looked at for an earlier point of the log. */
  readonly sheets: Comparison['verdict'] | 'not-compared';
  /** Codes of the branches whose sheets differ. */
  readonly different: readonly string[];
}

export interface ReplayAnswer extends Replayed {
  /** Beside the report, because it also depends on the read models. */
  readonly verdict: Verdict;
}

/** Replays on request, one at a time in a process; others run between the batches of the log. */
@Injectable()
export class Replays {
  private running = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly progress: ReadModelProgress,
    private readonly timeline: TimelineQuery,
    private readonly cycles: CyclesQuery,
    private readonly config: Config,
  ) {}

  /** @throws RequestProblem 503 `replay-running` while another one runs. */
  async run(request: ReplayRequest): Promise<ReplayAnswer> {
    if (this.running) throw new RequestProblem(503, 'replay-running', {}, [], { 'Retry-After': '5' });
    this.running = true;
    try {
      return await this.replay(request);
    } finally {
      this.running = false;
    }
  }

  private async replay(request: ReplayRequest): Promise<ReplayAnswer> {
    const { store, schemas, config } = this;
    const source = { store, schemas, timeZone: config.timeZone };
    const head = await store.head();
    const replayed = await replay(source, request);
    const { report, digest } = replayed;
    const atHead = request.ordinal === undefined && (await this.progress.waitFor(READ_MODELS, head, WAIT_MS));
    const comparison = atHead
      ? compareSheets(replayed, {
          facts: await this.timeline.facts(report.branches.map(({ branch }) => branch)),
          reviews: await this.cycles.all(),
        })
      : undefined;
    return { report, digest, verdict: verdictOf(report.integrity.verdict, comparison) };
  }
}

const verdictOf = (log: Verdict['log'], comparison: Comparison | undefined): Verdict => {
  const intact = log === 'intact' && comparison?.verdict !== 'different';
  return {
    verdict: intact ? 'intact' : 'differences-found',
    log,
    sheets: comparison?.verdict ?? 'not-compared',
    different: comparison?.different ?? [],
  };
};
