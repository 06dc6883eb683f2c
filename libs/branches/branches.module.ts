import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BranchQueriesController } from './branch-queries.controller.js';
import { BranchPosts } from './branch-posts.js';
import { BranchesController } from './branches.controller.js';
import { appointHolder } from './commands/appoint-holder.js';
import { dissolveBranch } from './commands/dissolve-branch.js';
import { establishBranch } from './commands/establish-branch.js';
import { mergeBranch } from './commands/merge-branch.js';
import { recordHandover } from './commands/record-handover.js';
import { releaseHolder } from './commands/release-holder.js';
import { renameBranch } from './commands/rename-branch.js';
import { BranchImport } from './imports/branch-import.js';
import { PostImport } from './imports/post-import.js';
import { splitBranch } from './commands/split-branch.js';
import { HandoverController } from './handover.controller.js';
import { OpenLists } from './open-lists.js';
import { BranchWork } from './projections/branches/branch-work.js';

/** Branches, who holds their posts, and what becomes of them. */
@Module({
  imports: [DiscoveryModule],
  controllers: [BranchesController, BranchQueriesController, HandoverController],
  providers: [
    establishBranch,
    renameBranch,
    appointHolder,
    releaseHolder,
    recordHandover,
    mergeBranch,
    splitBranch,
    dissolveBranch,
    BranchPosts,
    BranchImport,
    PostImport,
    BranchWork,
    OpenLists,
  ],
})
export class BranchesModule {}
