import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { cycleEntity, type CycleRow } from './cycles.projection.js';

@Injectable()
export class CyclesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Every review with the last day of its meeting. */
  all(): Promise<readonly CycleRow[]> {
    return this.dataSource.getRepository(cycleEntity).find({ order: { year: 'ASC' } });
  }
}
