import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BranchPageSource } from '#chronicle/published/branch-page.js';
import type { BranchPageParts } from '#chronicle/published/branch-page.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import { branchView, personsIn } from './branch-view.js';
import { branchEntity } from './projections/branches/branches.projection.js';

/** Name and posts on a branch's page. */
@Injectable()
export class BranchPosts extends BranchPageSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonDirectory,
    private readonly day: BusinessDay,
  ) {
    super();
  }

  async partOf(code: string): Promise<Partial<BranchPageParts>> {
    const row = await this.dataSource.getRepository(branchEntity).findOneBy({ code });
    if (row === null) return {};
    const today = this.day.today();
    const names = await this.persons.names(personsIn(row));
    const { name, posts, vacant } = branchView(row, { names, today, predecessors: [], hidden: new Set() });
    const held = posts.filter(({ from, until }) => from <= today && (until === null || today <= until));
    return { name, posts: held, vacant };
  }
}
