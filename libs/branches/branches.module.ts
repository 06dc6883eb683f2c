import { Module } from '@nestjs/common';
import { BranchQueriesController } from './branch-queries.controller.js';
import { BranchPosts } from './branch-posts.js';
import { BranchesController } from './branches.controller.js';
import { appointHolder } from './commands/appoint-holder.js';
import { establishBranch } from './commands/establish-branch.js';
import { releaseHolder } from './commands/release-holder.js';
import { renameBranch } from './commands/rename-branch.js';
import { BranchImport } from './imports/branch-import.js';
import { PostImport } from './imports/post-import.js';

/** Branches and who holds their posts. */
@Module({
  controllers: [BranchesController, BranchQueriesController],
  providers: [establishBranch, renameBranch, appointHolder, releaseHolder, BranchPosts, BranchImport, PostImport],
})
export class BranchesModule {}
