import type { Logger } from 'typeorm';
import type { PoolLog } from './pool.js';

/** TypeORM's own words in our log instead of on the console; a failed query is the caller's to report. */
export class TypeOrmLog implements Logger {
  constructor(private readonly sink: PoolLog) {}

  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(time: number, query: string): void {
    this.sink.warn(`slow query (${time} ms): ${query}`);
  }
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.sink.warn(String(message));
  }
}
