import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { Metrics } from '../telemetry/metrics.js';
import { HealthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { checkReadModels, lagsOf } from './read-model-health.js';

const MODELS = Symbol('read models that must run');

/** `/health/live` and `/health/ready`: database, log and read models. */
@Module({})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly metrics: Metrics,
    private readonly dataSource: DataSource,
    private readonly engine: ProjectionEngine,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(MODELS) private readonly models: readonly string[],
  ) {}

  /** `models`: names of the read models that the program answers from. */
  static of(models: readonly string[]): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      controllers: [HealthController],
      providers: [HealthChecks, { provide: MODELS, useValue: models }],
      exports: [HealthChecks],
    };
  }

  onModuleInit(): void {
    this.checks.add('database', async () => {
      await this.dataSource.query('SELECT 1');
    });
    this.checks.add('log', async () => {
      await this.store.head();
    });
    this.checks.add('read-models', async () => checkReadModels(this.models, await this.engine.status()));
    this.metrics.observeLag(async () => lagsOf(await this.engine.status()));
  }
}
