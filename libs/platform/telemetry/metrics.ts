import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How far one read model is behind the log. */
export interface ProjectionLag {
  readonly model: string;
  /** Events still to come; absent while they are too many to count. */
  readonly events?: number;
  readonly milliseconds: number;
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the program measures of itself. Nothing in it names a person or a branch. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route template',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly commands = new Counter({
    name: 'commands_total',
    help: 'Commands by act and outcome (the code of the refusal, or recorded)',
    labelNames: ['act', 'outcome'] as const,
    registers: [this.registry],
  });

  private lags: (() => Promise<readonly ProjectionLag[]>) | undefined;

  constructor() {
    // Also the delay of the event loop, memory and garbage collection.
    collectDefaultMetrics({ register: this.registry });
    const lagOf = () => this.lags?.() ?? Promise.resolve([]);
    this.lagGauge('projection_lag_events', 'Events still to come, by read model', async () =>
      (await lagOf()).flatMap(({ model, events }) => (events === undefined ? [] : [[model, events] as const])),
    );
    this.lagGauge('projection_lag_seconds', 'Age of the oldest event still to come, by read model', async () =>
      (await lagOf()).map(({ model, milliseconds }) => [model, milliseconds / 1_000] as const),
    );
  }

  /** Where the lag of the read models comes from; asked at every look at the metrics. */
  observeLag(lags: () => Promise<readonly ProjectionLag[]>): void {
    this.lags = lags;
  }

  private lagGauge(name: string, help: string, read: () => Promise<readonly (readonly [string, number])[]>): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['model'] as const,
      registers: [],
      async collect() {
        this.reset();
        for (const [model, value] of await read()) this.set({ model }, value);
      },
    });
    this.registry.registerMetric(gauge);
  }
}
