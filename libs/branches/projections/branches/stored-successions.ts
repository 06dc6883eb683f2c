import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import type { Passed } from '../../published/passed.js';
import { Successions } from '../../published/successions.js';
import { branchEntity } from './branches.projection.js';

/** As the read model of branches has it. */
@Injectable()
export class StoredSuccessions extends Successions {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async main(): Promise<Passed> {
    const ended = await this.dataSource
      .getRepository(branchEntity)
      .find({ select: { code: true, mainSuccessor: true }, where: { mainSuccessor: Not(IsNull()) } });
    return Object.fromEntries(
      ended.flatMap((each) => (each.mainSuccessor === null ? [] : [[each.code, each.mainSuccessor]])),
    );
  }
}
