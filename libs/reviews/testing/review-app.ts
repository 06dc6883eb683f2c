import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { BranchesController } from '#branches/branches.controller.js';
import { appointHolder } from '#branches/commands/appoint-holder.js';
import { establishBranch } from '#branches/commands/establish-branch.js';
import { releaseHolder } from '#branches/commands/release-holder.js';
import { renameBranch } from '#branches/commands/rename-branch.js';
import { branchMessages } from '#branches/messages.js';
import { draftEntities } from '#drafts/draft.entity.js';
import { DraftsModule } from '#drafts/drafts.module.js';
import { draftMessages } from '#drafts/messages.js';
import { Drafts1700000000200 } from '#drafts/schema-migration.js';
import { EventSourcingModule } from '#event-sourcing/event-sourcing.module.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { FixedClock, TestApp } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { policyMessages } from '#policy/messages.js';
import { problemMessages } from '#problems/messages.js';
import { PolicyModule } from '#policy/policy.module.js';
import { AppraisalsController } from '../appraisals.controller.js';
import { DraftedMinutes } from '../commands/drafted-minutes.js';
import { handlers } from '../commands/handlers.js';
import { reviewMessages } from '../messages.js';
import { ReportsController } from '../reports.controller.js';
import { ReviewsController } from '../reviews.controller.js';
import { Batches } from '#platform/http/batches.js';
import { RecordController } from '../record.controller.js';

const PASSWORD = 'Correct-Horse-7-Battery';

export interface User {
  readonly http: HttpClient;
  readonly person: string;
}

/** What writes; the routes that read need read models, which nothing here asks. */
@Module({
  controllers: [BranchesController, ReviewsController, ReportsController, AppraisalsController, RecordController],
  providers: [...handlers, Batches, DraftedMinutes, establishBranch, renameBranch, appointHolder, releaseHolder],
})
class CommandsModule {}

/** Branches and reviews over HTTP on a log of their own, without read models. */
export class ReviewApp {
  private constructor(
    readonly app: TestApp,
    readonly log: TestLog,
    readonly close: () => Promise<void>,
  ) {}

  /** `over`: what commands meet in place of the log. */
  static async start(
    clock: FixedClock,
    over: (store: EventStore) => EventStore = (store) => store,
  ): Promise<ReviewApp> {
    const database = await createTestDatabase();
    const log = await TestLog.open(database.url);
    const app = await startTestApp({
      clock,
      imports: [
        EventSourcingModule.of(over(log.store), new EventSchemas({})),
        PolicyModule,
        DraftsModule,
        CommandsModule,
      ],
      entities: draftEntities,
      migrations: [Drafts1700000000200],
      messages: [dutyMessages, draftMessages, branchMessages, policyMessages, problemMessages, reviewMessages],
    });
    return new ReviewApp(app, log, async () => {
      await app.close();
      await log.close();
      await database.drop();
    });
  }

  get<Provided>(type: Type<Provided>): Provided {
    return this.app.app.get(type);
  }

  async user(login: string, role: Role, more: { unit?: string; affiliation?: string } = {}): Promise<User> {
    const { unit, affiliation } = more;
    const grant = { role, from: '2024-01-01', ...(unit === undefined ? {} : { unit }) };
    const account = { login, name: login, password: PASSWORD, grants: [grant] };
    const created = await this.app.admin.post('/api/v1/users', {
      users: [{ ...account, ...(affiliation === undefined ? {} : { affiliation }) }],
    });
    const http = await this.app.anonymous.signIn(login, PASSWORD);
    return { http, person: created.text('users', 0, 'person', 'id') };
  }
}
