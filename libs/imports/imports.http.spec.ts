import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import writeExcelFile from 'write-excel-file/node';
import { dutyMessages } from '#access/messages.js';
import type { Role } from '#access/roles.js';
import { appointHolder } from '#branches/commands/appoint-holder.js';
import { establishBranch } from '#branches/commands/establish-branch.js';
import { BranchImport } from '#branches/imports/branch-import.js';
import { PostImport } from '#branches/imports/post-import.js';
import { branchMessages } from '#branches/messages.js';
import { CommandExecutor } from '#event-sourcing/command-executor.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { StoreUnavailable } from '#event-sourcing/event-store.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { StageableStore } from '#event-sourcing/staging/stageable-store.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { goalMessages } from '#goals/messages.js';
import { GoalsModule } from '#goals/goals.module.js';
import { PG_POOL } from '#platform/database/database.module.js';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import { FILE_TYPES } from '#platform/http/file-body.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { TestApp } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { WorkInProcess } from '#platform/testing/work-in-process.js';
import { problemMessages } from '#problems/messages.js';
import { ProblemsModule } from '#problems/problems.module.js';
import { ImportsModule } from './imports.module.js';
import { importEntities } from './jobs/entities.js';
import { ImportRunner } from './jobs/import-runner.js';
import { isReadImportRequest, readFileWork } from './jobs/read-file-work.js';
import { Imports1700000000400 } from './jobs/schema-migration.js';
import { importMessages } from './messages.js';

const PASSWORD = 'Correct-Horse-7-Battery';
const PATH = '/api/v1/imports';

let database: TestDatabase;
let log: TestLog;
let app: TestApp;
let office: HttpClient;
/** Appends until the store goes away; −1: it stays. */
let appendsLeft = -1;

/** A store that can go away, as a process does. */
const mortal = (store: EventStore): EventStore =>
  new Proxy(store, {
    get: (target, name): unknown => {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'append') {
        return (...args: Parameters<EventStore['append']>) => {
          if (appendsLeft === 0) return Promise.reject(new StoreUnavailable('gone'));
          appendsLeft -= 1;
          return target.append(...args);
        };
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const eventSourcing = ({ store }: TestLog) => {
  const stageable = new StageableStore(mortal(store));
  return {
    module: class EventSourcing {},
    global: true,
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: EVENT_STORE, useValue: stageable },
      { provide: StageableStore, useValue: stageable },
      { provide: CommandExecutor, useValue: new CommandExecutor(stageable, new EventSchemas({})) },
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
    exports: [EVENT_STORE, StageableStore, CommandExecutor, CqrsModule, HeavyWork],
  };
};

@Module({
  imports: [ProblemsModule, GoalsModule, ImportsModule],
  providers: [establishBranch, appointHolder, BranchImport, PostImport],
})
class Product {}

const user = async (login: string, role: Role): Promise<HttpClient> => {
  const users = [{ login, name: login, password: PASSWORD, grants: [{ role, from: '2024-01-01' }] }];
  expect(await app.admin.post('/api/v1/users', { users })).toMatchObject({ status: 201 });
  return app.anonymous.signIn(login, PASSWORD);
};

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  app = await startTestApp({
    imports: [eventSourcing(log), Product],
    entities: importEntities,
    migrations: [Imports1700000000400],
    messages: [dutyMessages, branchMessages, problemMessages, goalMessages, importMessages],
  });
  office = await user('office', 'office-clerk');
});

afterAll(async () => {
  await app.close();
  await log.close();
  await database.drop();
});

type Line = readonly (string | null)[];

const BRANCHES = [['党支部编码', '党支部名称']];
const POSTS = [['党支部编码', '职务', '登录名', '任职日期']];
const PROBLEMS = [
  [
    '外部编号',
    '编号',
    '年度',
    '党支部编码',
    '来源',
    '类别',
    '问题',
    '状态',
    '进入状态日期',
    '提出日期',
    '整改措施',
    '责任岗位',
    '预期成效',
    '整改期限',
    '台账册页号',
    '台账日期',
  ],
];
const GOALS = [
  [
    '外部编号',
    '年度',
    '党支部编码',
    '目标',
    '衡量标准',
    '完成期限',
    '确定日期',
    '状态',
    '进入状态日期',
    '台账册页号',
    '台账日期',
  ],
];

const problem = (
  key: string,
  branch: string,
  some: { readonly no?: string; readonly status?: string; readonly since?: string; readonly statement?: string } = {},
): Line => {
  const { no = null, status = '整改中', since = '2023/3/1', statement = '“三会一课”记录不全' } = some;
  const measures = '每月核对台账\n长期坚持：每季公示';
  return [
    key,
    no,
    '2022',
    branch,
    '述职评议',
    '组织生活',
    statement,
    status,
    since,
    '2023-01-18',
    measures,
    '组织委员',
    '台账齐全',
    '2024年12月31日',
    '第15页',
    '2024-02-29',
  ];
};
const goal = (key: string, branch: string): Line => [
  key,
  '2022',
  branch,
  '发展党员',
  '三名',
  '2024-12-31',
  '2023-01-18',
  '推进中',
  '2023-02-01',
  '第4页',
  '2024-02-29',
];

const workbook = (sheets: Readonly<Record<string, readonly Line[]>>): Promise<Buffer> =>
  writeExcelFile(
    Object.entries(sheets).map(([sheet, lines]) => ({
      sheet,
      data: lines.map((cells) => cells.map((value) => (value === null ? null : { value, type: String }))),
    })),
  ).toBuffer();

const send = (file: Buffer, query = '', client = office): Promise<Answer> =>
  client.raw('POST', `${PATH}${query}`, file, { 'Content-Type': FILE_TYPES.xlsx });

const ended = async (id: string, client = office): Promise<Answer> => {
  for (let n = 0; n < 200; n += 1) {
    const answer = await client.get(`${PATH}/${id}`);
    if (answer.at('finishedAt') !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the import does not end');
};
const imported = async (file: Buffer, query = ''): Promise<Answer> => {
  const sent = await send(file, query);
  expect(sent).toMatchObject({ status: 202 });
  expect(sent.headers.get('location')).toBe(`${PATH}/${sent.text('id')}`);
  return ended(sent.text('id'));
};
const errorsOf = async (answer: Answer): Promise<readonly string[]> => {
  const page = await office.get(`${PATH}/${answer.text('id')}/errors`);
  const items = page.at('items');
  if (!Array.isArray(items)) throw new Error('no errors');
  return items.map((_, n) =>
    ['sheet', 'row', 'column', 'cell', 'code'].map((name) => String(page.at('items', n, name))).join(' '),
  );
};
const lengthOf = async (stream: string): Promise<number> => {
  const slice = await log.store.readStream(stream);
  return slice.status === 'found' ? slice.events.length : 0;
};

const LEDGER = {
  党支部: [...BRANCHES, ['03', '第三党支部'], ['05', '第五党支部']],
  职务: [...POSTS, ['03', '党支部书记', 'office', '2023-02-01']],
  问题: [
    ...PROBLEMS,
    problem('WT-1', '03'),
    problem('WT-2', '03', { status: '待核验' }),
    problem('WT-3', '05', { no: '2022-述职-05-07' }),
  ],
  目标: [...GOALS, goal('MB-1', '05')],
};

it('a ledger is tried, imported whole, and imported again without anything new', async () => {
  const file = await workbook(LEDGER);
  const tried = await imported(file, '?dryRun=true');
  expect(tried.body).toMatchObject({ state: { code: 'checked' }, rows: 7, added: 7, errors: 0 });
  expect(await lengthOf('branch-03')).toBe(0);

  expect((await imported(file)).body).toMatchObject({
    state: { code: 'done' },
    rows: 7,
    done: 7,
    added: 7,
    unchanged: 0,
  });
  const streams = [
    'branch-03',
    'branch-05',
    'problem-2022-review-03-01',
    'problem-2022-review-03-02',
    'problem-2022-review-05-07',
    'goal-2022-goal-05-01',
  ];
  expect(await Promise.all(streams.map(lengthOf))).toEqual([2, 1, 1, 1, 1, 1]);

  expect((await imported(file)).body).toMatchObject({ state: { code: 'done' }, added: 0, unchanged: 7 });
  expect(await Promise.all(streams.map(lengthOf))).toEqual([2, 1, 1, 1, 1, 1]);
});

it('what was imported and says something else now is refused, and nothing is imported', async () => {
  const changed = problem('WT-1', '05', { statement: '另一个问题' });
  const answer = await imported(await workbook({ 问题: [...PROBLEMS, problem('WT-9', '03'), changed] }));
  expect(answer.body).toMatchObject({ state: { code: 'refused' }, errors: 1 });
  expect(await errorsOf(answer)).toEqual(['问题 3   import-row-differs']);
  expect(await lengthOf('problem-2022-review-03-03')).toBe(0);
});

it('every error is told with its sheet, row and column in both languages', async () => {
  const file = await workbook({
    党支部: [...BRANCHES, ['07', '']],
    问题: [...PROBLEMS, problem('WT-20', '03', { status: '办理中', since: '2023-13-01' }), problem('WT-20', '03')],
    问提: [['a']],
  });
  const answer = await imported(file);
  expect(answer.body).toMatchObject({ state: { code: 'refused' }, errors: 5 });
  expect(await errorsOf(answer)).toEqual([
    '问提 0   import-sheet-unknown',
    '党支部 2 党支部名称 B2 import-cell-empty',
    '问题 2 状态 H2 import-not-a-choice',
    '问题 2 进入状态日期 I2 import-not-day',
    '问题 3 外部编号 A3 import-key-twice',
  ]);
  const first = await office.get(`${PATH}/${answer.text('id')}/errors?limit=1`);
  expect(first.at('items', 0)).toMatchObject({
    zh: '没有名为“问提”的工作表。',
    en: 'There is no sheet of the name 问提.',
  });
  const next = await office.get(`${PATH}/${answer.text('id')}/errors?limit=1&cursor=${first.text('next')}`);
  expect(next.at('items', 0, 'cell')).toBe('B2');
});

it('what a rule refuses is told by the column', async () => {
  const rows = [...PROBLEMS, problem('WT-30', '99'), problem('WT-31', '03', { status: '待核验', since: '2024-03-02' })];
  const answer = await imported(await workbook({ 问题: rows }));
  expect(await errorsOf(answer)).toEqual([
    '问题 2 党支部编码 D2 branch-not-found',
    '问题 3 进入状态日期 I3 after-the-entry',
  ]);
});

it('an import that was cut short goes on where it was', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => problem(`WT-4${String(n)}`, '05'));
  const file = await workbook({ 问题: [...PROBLEMS, ...rows] });
  appendsLeft = 5;
  const sent = await send(file);
  const isGone = (): boolean => appendsLeft === 0;
  for (let n = 0; n < 100 && !isGone(); n += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const cut = await office.get(`${PATH}/${sent.text('id')}`);
  expect(cut.at('state', 'code')).toBe('applying');
  appendsLeft = -1;
  app.app.get(ImportRunner).wake();
  expect((await ended(sent.text('id'))).body).toMatchObject({ state: { code: 'done' }, rows: 12, added: 12 });
  const lengths = await Promise.all(
    Array.from({ length: 15 }, (_, n) => lengthOf(`problem-2022-review-05-${String(n + 1).padStart(2, '0')}`)),
  );
  expect(lengths).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
});

it('only the office and whoever sent it sees an import, and files are taken here only', async () => {
  const sent = await send(await workbook({ 问题: PROBLEMS }), '?dryRun=true');
  const auditor = await user('auditor', 'auditor');
  expect((await auditor.get(`${PATH}/${sent.text('id')}`)).status).toBe(403);
  expect(await errorsOf(await ended(sent.text('id')))).toEqual([' 0   import-file-empty']);
  const elsewhere = await office.raw('POST', '/api/v1/problems', 'a,b', { 'Content-Type': FILE_TYPES.csv });
  expect([elsewhere.status, elsewhere.code]).toEqual([415, 'content-type-unsupported']);
  const csv = await office.raw('POST', PATH, 'a,b', { 'Content-Type': FILE_TYPES.csv });
  expect([csv.status, csv.code]).toEqual([422, 'import-kind-needed']);
});

it('a template that is handed in as it is has nothing wrong, and nothing in it', async () => {
  const answer = await office.get(`${PATH}/templates/goals.csv`);
  const sent = await office.raw('POST', `${PATH}?kind=goals`, String(answer.body), { 'Content-Type': FILE_TYPES.csv });
  expect(await errorsOf(await ended(sent.text('id')))).toEqual([' 0   import-file-empty']);
  const book = await fetch(new URL(`${PATH}/template.xlsx`, app.url), { headers: office.headers });
  const again = await imported(Buffer.from(await book.arrayBuffer()));
  expect(await errorsOf(again)).toEqual([' 0   import-file-empty']);
});

it('accounts are imported by the administrator, and by nobody else', async () => {
  const lines = [
    ['登录名', '姓名', '角色', '角色单位编码', '起始日期'],
    ['li.si', '李四', '党支部书记（第一责任人）', '03', '2024-02-01'],
    ['li.si', '李四', '审计', null, '2024-02-01'],
  ];
  const file = await workbook({ 账号: lines });
  expect(await errorsOf(await imported(file))).toEqual(['账号 0   import-sheet-not-yours']);
  for (const [added, unchanged] of [
    [1, 0],
    [0, 1],
  ]) {
    const sent = await send(file, '', app.admin);
    expect((await ended(sent.text('id'), app.admin)).body).toMatchObject({ state: { code: 'done' }, added, unchanged });
  }
  const users = await app.admin.get('/api/v1/users?limit=200');
  expect(users.at('items')).toContainEqual(expect.objectContaining({ login: 'li.si', mustChangePassword: true }));
  const more = { 账号: [...lines, ['wang', '王五', '党支部干事', null, null]], 问题: PROBLEMS };
  const wrong = await send(await workbook(more), '', app.admin);
  const page = await office.get(`${PATH}/${(await ended(wrong.text('id'), app.admin)).text('id')}/errors`);
  expect(page.at('items', 0, 'code')).toBe('import-sheet-not-yours');
  expect(page.at('items', 1)).toMatchObject({
    row: 4,
    column: '角色单位编码',
    cell: 'D4',
    code: 'grant-unit-required',
  });
});
