import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReviewDay } from '../../domain/cycle.js';
import { cycleEntity } from './cycles.projection.js';

@Injectable()
export class CyclesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Every review with the last day of its meeting. */
  all(): Promise<readonly ReviewDay[]> {
    return this.dataSource.getRepository(cycleEntity).find({ order: { year: 'ASC' } });
  }
}
