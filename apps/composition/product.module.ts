import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { BranchRecordsModule } from '#branches/branch-records.module.js';
import { BranchesModule } from '#branches/branches.module.js';
import { ChronicleModule } from '#chronicle/chronicle.module.js';
import { WorkQueueModule } from '#chronicle/work-queue.module.js';
import { draftEntities } from '#drafts/draft.entity.js';
import { DraftsModule } from '#drafts/drafts.module.js';
import { CorrectionsModule } from '#corrections/corrections.module.js';
import { EventSourcingModule } from '#event-sourcing/event-sourcing.module.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ProjectionModule } from '#event-sourcing/projection/projection.module.js';
import { GoalQueriesModule } from '#goals/goal-queries.module.js';
import { GoalsModule } from '#goals/goals.module.js';
import { ListsModule } from '#lists/lists.module.js';
import { OversightModule } from '#oversight/oversight.module.js';
import { OversightQueriesModule } from '#oversight/oversight-queries.module.js';
import { ImportsModule } from '#imports/imports.module.js';
import { importEntities } from '#imports/jobs/entities.js';
import { AuthModule } from '#platform/auth/auth.module.js';
import { authEntities } from '#platform/auth/entities.js';
import { ClockModule } from '#platform/clock/clock.module.js';
import { ConfigModule } from '#platform/config/config.module.js';
import type { Config } from '#platform/config/config.js';
import type { Database } from '#platform/database/database.js';
import { DatabaseModule, PG_POOL } from '#platform/database/database.module.js';
import { ExportsModule } from '#platform/exports/exports.module.js';
import { HealthModule } from '#platform/health/health.module.js';
import { HttpModule } from '#platform/http/http.module.js';
import { TelemetryModule } from '#platform/telemetry/telemetry.module.js';
import { PolicyModule } from '#policy/policy.module.js';
import { ProblemQueriesModule } from '#problems/problem-queries.module.js';
import { ProblemsModule } from '#problems/problems.module.js';
import { ReviewsModule } from '#reviews/reviews.module.js';
import type { Clock } from '#time/clock.js';

import { HeavyWorkModule } from './heavy-work.module.js';
import { LateEntryModule } from './late-entry.module.js';
import { CATALOGUES } from './messages.js';
import { MIGRATIONS } from './migrations.js';
import { PROJECTIONS, READ_MODEL_ENTITIES } from './projections.js';
import { RebuildsElsewhere } from './rebuild-work.js';
import { SCHEMAS } from './schemas.js';
import type { Pool } from 'pg';

export interface ProductParts {
  readonly config: Config;
  readonly database: Database;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether this process keeps the read models. */
  readonly follow: boolean;
  readonly applicationName: string;
  /** See `HeavyWorkParts`. */
  readonly worker?: string;
}

/** What every program needs: settings, database, log, heavy work, read models, health. */
const foundation = (parts: ProductParts): DynamicModule[] => {
  const { config, database, store, clock, logger, follow, applicationName } = parts;
  return [
    ConfigModule.of(config),
    ClockModule.of(clock),
    DatabaseModule.of({
      database,
      log: {
        info: (message) => logger.info(message),
        warn: (message) => logger.warn(message),
        error: (message) => logger.error(message),
      },
      applicationName,
      entities: [...authEntities, ...draftEntities, ...importEntities, ...READ_MODEL_ENTITIES],
      migrations: MIGRATIONS,
    }),
    EventSourcingModule.of(store, SCHEMAS),
    HeavyWorkModule.of(parts),
    ProjectionModule.registerAsync({
      inject: [PG_POOL, RebuildsElsewhere],
      useFactory: (pool: Pool, heavyWork: RebuildsElsewhere) => ({
        store,
        schemas: SCHEMAS,
        projections: PROJECTIONS,
        pool,
        log: logger,
        heavyWork,
        follow,
      }),
    }),
    HealthModule.of(PROJECTIONS.map(({ name }) => name)),
  ];
};

/** The API: every context with its commands and queries. */
@Module({})
export class ProductModule {
  static of(parts: ProductParts): DynamicModule {
    return {
      module: ProductModule,
      imports: [
        ...foundation(parts),
        TelemetryModule,
        HttpModule.of(CATALOGUES),
        AuthModule.of(),
        LateEntryModule,
        PolicyModule,
        DraftsModule,
        BranchesModule,
        BranchRecordsModule,
        ReviewsModule,
        ProblemsModule,
        ProblemQueriesModule,
        GoalsModule,
        GoalQueriesModule,
        ListsModule,
        ExportsModule,
        OversightModule,
        OversightQueriesModule,
        ChronicleModule,
        WorkQueueModule,
        CorrectionsModule,
        ImportsModule,
      ],
    };
  }
}

/** The projector: read models and health alone. */
@Module({})
export class ProjectorModule {
  static of(parts: ProductParts): DynamicModule {
    return {
      module: ProjectorModule,
      imports: [...foundation(parts), TelemetryModule, HttpModule.of(CATALOGUES)],
    };
  }
}
