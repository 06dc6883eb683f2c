import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ProjectionEngine } from './engine.js';
import { ReadModelProgress } from './progress.js';
import type { AnyProjection } from './projection.js';
import type { ProjectionSettings } from './settings.js';

export interface ProjectionModuleSettings extends ProjectionSettings {
  readonly projections: readonly AnyProjection[];
  /** This process keeps the read models; otherwise it only reads them and asks how they stand. */
  readonly follow: boolean;
}

const SETTINGS = Symbol('projection settings');

/** Starts after everything else is there, and stops before the pool is closed. */
@Injectable()
class ProjectionLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(SETTINGS) private readonly settings: ProjectionModuleSettings,
    @Inject(ProjectionEngine) private readonly engine: ProjectionEngine,
    @Inject(ReadModelProgress) private readonly progress: ReadModelProgress,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.follow) {
      await this.engine.prepare();
      this.engine.start();
    }
    await this.progress.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.progress.stop();
    await this.engine.stop();
  }
}

/** Provides `ProjectionEngine` and `ReadModelProgress` to the whole application. */
@Module({})
export class ProjectionModule {
  static registerAsync(options: {
    readonly imports?: NonNullable<ModuleMetadata['imports']>;
    readonly inject?: NonNullable<FactoryProvider['inject']>;
    readonly useFactory: FactoryProvider<ProjectionModuleSettings>['useFactory'];
  }): DynamicModule {
    return {
      module: ProjectionModule,
      global: true,
      imports: options.imports ?? [],
      providers: [
        { provide: SETTINGS, useFactory: options.useFactory, inject: options.inject ?? [] },
        {
          provide: ProjectionEngine,
          useFactory: (settings: ProjectionModuleSettings) => new ProjectionEngine(settings, settings.projections),
          inject: [SETTINGS],
        },
        {
          provide: ReadModelProgress,
          useFactory: (settings: ProjectionModuleSettings) => new ReadModelProgress(settings),
          inject: [SETTINGS],
        },
        ProjectionLifecycle,
      ],
      exports: [ProjectionEngine, ReadModelProgress],
    };
  }
}
