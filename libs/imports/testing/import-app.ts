import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { appointHolder } from '#branches/commands/appoint-holder.js';
import { establishBranch } from '#branches/commands/establish-branch.js';
import { BranchImport } from '#branches/imports/branch-import.js';
import { PostImport } from '#branches/imports/post-import.js';
import { branchMessages } from '#branches/messages.js';
import { EventSourcingModule } from '#event-sourcing/event-sourcing.module.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { StoreUnavailable } from '#event-sourcing/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { goalMessages } from '#goals/messages.js';
import { GoalsModule } from '#goals/goals.module.js';
import { PG_POOL } from '#platform/database/database.module.js';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import { FILE_TYPES } from '#platform/http/file-body.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { TestApp } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { WorkInProcess } from '#platform/testing/work-in-process.js';
import { problemMessages } from '#problems/messages.js';
import { ProblemsModule } from '#problems/problems.module.js';
import { ImportsModule } from '../imports.module.js';
import { importEntities } from '../jobs/entities.js';
import { isReadImportRequest, readFileWork } from '../jobs/read-file-work.js';
import { Imports1700000000400 } from '../jobs/schema-migration.js';
import { importMessages } from '../messages.js';

const PASSWORD = 'Correct-Horse-7-Battery';
export const PATH = '/api/v1/imports';

/** A store that can go away, as a process does. */
class MortalStore {
  /** Appends until it goes away; −1: it stays. */
  appendsLeft = -1;

  of(store: EventStore): EventStore {
    return new Proxy(store, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(target, name, target);
        if (name === 'append') {
          return (...args: Parameters<EventStore['append']>) => {
            if (this.appendsLeft === 0) return Promise.reject(new StoreUnavailable('gone'));
            this.appendsLeft -= 1;
            return target.append(...args);
          };
        }
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

/** Reads files in the process of the test. */
const readingInProcess: DynamicModule = {
  module: class HeavyWorkModule {},
  global: true,
  providers: [
    {
      provide: HeavyWork,
      inject: [PG_POOL],
      useFactory: (pool: Pool) =>
        new WorkInProcess(({ request }) => {
          if (!isReadImportRequest(request)) throw new Error('no import');
          return readFileWork(pool, request);
        }),
    },
  ],
  exports: [HeavyWork],
};

@Module({
  imports: [ProblemsModule, GoalsModule, ImportsModule],
  providers: [establishBranch, appointHolder, BranchImport, PostImport],
})
class Product {}

/** Imports over HTTP on a log of their own, and what one does with them. */
export class ImportApp {
  private constructor(
    readonly app: TestApp,
    readonly store: MortalStore,
    readonly office: HttpClient,
    private readonly log: TestLog,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(): Promise<ImportApp> {
    const database = await createTestDatabase();
    const log = await TestLog.open(database.url);
    const store = new MortalStore();
    const app = await startTestApp({
      imports: [EventSourcingModule.of(store.of(log.store), new EventSchemas({})), readingInProcess, Product],
      entities: importEntities,
      migrations: [Imports1700000000400],
      messages: [dutyMessages, branchMessages, problemMessages, goalMessages, importMessages],
    });
    const office = await signedIn(app, 'office', 'office-clerk');
    return new ImportApp(app, store, office, log, () => database.drop());
  }

  user(login: string, role: Role): Promise<HttpClient> {
    return signedIn(this.app, login, role);
  }

  send(file: Buffer, query = '', client = this.office): Promise<Answer> {
    return client.raw('POST', `${PATH}${query}`, file, { 'Content-Type': FILE_TYPES.xlsx });
  }

  async ended(id: string, client = this.office): Promise<Answer> {
    for (let n = 0; n < 200; n += 1) {
      const answer = await client.get(`${PATH}/${id}`);
      if (answer.at('finishedAt') !== null) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the import does not end');
  }

  async imported(file: Buffer, query = ''): Promise<Answer> {
    const sent = await this.send(file, query);
    expect(sent).toMatchObject({ status: 202 });
    expect(sent.headers.get('location')).toBe(`${PATH}/${sent.text('id')}`);
    return this.ended(sent.text('id'));
  }

  /** Sheet, row, column, cell and code of each. */
  async errorsOf(answer: Answer): Promise<readonly string[]> {
    const page = await this.office.get(`${PATH}/${answer.text('id')}/errors`);
    const items = page.at('items');
    if (!Array.isArray(items)) throw new Error('no errors');
    return items.map((_, n) =>
      ['sheet', 'row', 'column', 'cell', 'code'].map((name) => String(page.at('items', n, name))).join(' '),
    );
  }

  async eventsOf(stream: string): Promise<readonly StoredEvent[]> {
    const slice = await this.log.store.readStream(stream);
    return slice.status === 'found' ? slice.events : [];
  }

  async lengthOf(stream: string): Promise<number> {
    return (await this.eventsOf(stream)).length;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.log.close();
    await this.drop();
  }
}

const signedIn = async (app: TestApp, login: string, role: Role): Promise<HttpClient> => {
  const users = [{ login, name: login, password: PASSWORD, grants: [{ role, from: '2024-01-01' }] }];
  expect(await app.admin.post('/api/v1/users', { users })).toMatchObject({ status: 201 });
  return app.anonymous.signIn(login, PASSWORD);
};
