import { FILE_TYPES } from '#platform/http/file-body.js';
import { ImportRunner } from './jobs/import-runner.js';
import { ImportApp, PATH } from './testing/import-app.js';
import { BRANCHES, goal, GOALS, LEDGER, problem, PROBLEMS, workbook, type Line } from './testing/ledger-files.js';

let imports: ImportApp;

beforeAll(async () => {
  imports = await ImportApp.start();
});

afterAll(() => imports.close());

it('a ledger is tried, imported whole, and imported again without anything new', async () => {
  const file = await workbook(LEDGER);
  const tried = await imports.imported(file, '?dryRun=true');
  expect(tried.body).toMatchObject({ state: { code: 'checked' }, rows: 7, added: 7, errors: 0 });
  expect(await imports.lengthOf('branch-03')).toBe(0);

  expect((await imports.imported(file)).body).toMatchObject({
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
  expect(await Promise.all(streams.map((stream) => imports.lengthOf(stream)))).toEqual([2, 1, 1, 1, 1, 1]);

  expect((await imports.imported(file)).body).toMatchObject({ state: { code: 'done' }, added: 0, unchanged: 7 });
  expect(await Promise.all(streams.map((stream) => imports.lengthOf(stream)))).toEqual([2, 1, 1, 1, 1, 1]);
});

it('what was imported and says something else now is refused, and nothing is imported', async () => {
  const changed = problem('WT-1', '05', { statement: '另一个问题' });
  const answer = await imports.imported(await workbook({ 问题: [...PROBLEMS, problem('WT-9', '03'), changed] }));
  expect(answer.body).toMatchObject({ state: { code: 'refused' }, errors: 1 });
  expect(await imports.errorsOf(answer)).toEqual(['问题 3   import-row-differs']);
  expect(await imports.lengthOf('problem-2022-review-03-03')).toBe(0);
});

it('every error is told with its sheet, row and column in both languages', async () => {
  const file = await workbook({
    党支部: [...BRANCHES, ['07', '']],
    问题: [...PROBLEMS, problem('WT-20', '03', { status: '办理中', since: '2023-13-01' }), problem('WT-20', '03')],
    问提: [['a']],
  });
  const answer = await imports.imported(file);
  expect(answer.body).toMatchObject({ state: { code: 'refused' }, errors: 5 });
  expect(await imports.errorsOf(answer)).toEqual([
    '问提 0   import-sheet-unknown',
    '党支部 2 党支部名称 B2 import-cell-empty',
    '问题 2 状态 H2 import-not-a-choice',
    '问题 2 进入状态日期 I2 import-not-day',
    '问题 3 外部编号 A3 import-key-twice',
  ]);
  const first = await imports.office.get(`${PATH}/${answer.text('id')}/errors?limit=1`);
  expect(first.at('items', 0)).toMatchObject({
    zh: '没有名为“问提”的工作表。',
    en: 'There is no sheet of the name 问提.',
  });
  const next = await imports.office.get(`${PATH}/${answer.text('id')}/errors?limit=1&cursor=${first.text('next')}`);
  expect(next.at('items', 0, 'cell')).toBe('B2');
});

it('what a rule refuses is told by the column', async () => {
  const rows = [...PROBLEMS, problem('WT-30', '99'), problem('WT-31', '03', { status: '待核验', since: '2024-03-02' })];
  const answer = await imports.imported(await workbook({ 问题: rows }));
  expect(await imports.errorsOf(answer)).toEqual([
    '问题 2 党支部编码 D2 branch-not-found',
    '问题 3 进入状态日期 I3 after-the-entry',
  ]);
});

describe('the level of a row', () => {
  const levelled = (level: string | null, kind: string, code: string, ...some: Parameters<typeof problem>): Line => [
    ...problem(...some).map((value, n) => (n === 10 ? null : value)),
    level,
    kind,
    code,
  ];
  const columns = [...(PROBLEMS[0] ?? []), '知悉范围', '牵头单位类型', '牵头单位编码'];
  const of = (...rows: readonly Line[]): Promise<Buffer> => workbook({ 问题: [columns, ...rows] });

  it('is that of its entry; internal, said or not, is the same', async () => {
    const ofCommittee = levelled('限班子', '党委', 'DW', 'WT-50', '03', { no: '2022-述职-03-50' });
    const usual = levelled(null, '党支部', '03', 'WT-51', '03', { no: '2022-述职-03-51' });
    const said = levelled('内部', '党支部', '03', 'WT-51', '03', { no: '2022-述职-03-51' });
    expect((await imports.imported(await of(ofCommittee, usual), '?dryRun=true')).body).toMatchObject({ errors: 0 });
    expect((await imports.imported(await of(ofCommittee, usual))).body).toMatchObject({ added: 2, errors: 0 });
    const levels = await Promise.all(
      ['50', '51'].map(
        async (n) => (await imports.eventsOf(`problem-2022-review-03-${n}`))[0]?.envelope.metadata.level,
      ),
    );
    expect(levels).toEqual(['committee-only', undefined]);
    expect((await imports.imported(await of(ofCommittee, said))).body).toMatchObject({ unchanged: 2, added: 0 });
    const opened = await imports.imported(await of(levelled('公开', '党委', 'DW', 'WT-50', '03', {})));
    expect(await imports.errorsOf(opened)).toEqual(['问题 2   import-row-differs']);
  });

  it('is refused where there is none such, and where a unit could not read what it has to do', async () => {
    const file = await workbook({
      问题: [columns, levelled('绝密', '党委', 'DW', 'WT-52', '03')],
      目标: [
        [...(GOALS[0] ?? []), 'Level'],
        [...goal('MB-2', '05'), '限班子'],
        [...goal('MB-3', '05'), 'public'],
      ],
    });
    const unread = await imports.imported(file, '?dryRun=true');
    expect(await imports.errorsOf(unread)).toEqual([
      '问题 2 知悉范围 Q2 import-not-a-choice',
      '目标 2 知悉范围 L2 import-not-a-choice',
    ]);
    const page = await imports.office.get(`${PATH}/${unread.text('id')}/errors`);
    expect(page.at('items', 1)).toMatchObject({
      zh: '“限班子”不在可填内容之列：公开、内部。',
      en: '“限班子” is none of: 公开、内部.',
    });
    const led = await imports.imported(await of(levelled('限班子', '党支部', '03', 'WT-53', '03')));
    expect(await imports.errorsOf(led)).toEqual(['问题 2 知悉范围 Q2 level-hides-task']);
  });

  it('has its column in the templates', async () => {
    const [problems, goals] = await Promise.all(
      ['problems', 'goals'].map(async (kind) =>
        String((await imports.office.get(`${PATH}/templates/${kind}.csv`)).body),
      ),
    );
    expect([problems, goals].map((text) => /(?:^|,)知悉范围(?:,|$)/m.test(text ?? ''))).toEqual([true, true]);
  });
});

it('an import that was cut short goes on where it was', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => problem(`WT-4${String(n)}`, '05'));
  const file = await workbook({ 问题: [...PROBLEMS, ...rows] });
  imports.store.appendsLeft = 5;
  const sent = await imports.send(file);
  const isGone = (): boolean => imports.store.appendsLeft === 0;
  for (let n = 0; n < 100 && !isGone(); n += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const cut = await imports.office.get(`${PATH}/${sent.text('id')}`);
  expect(cut.at('state', 'code')).toBe('applying');
  imports.store.appendsLeft = -1;
  imports.app.app.get(ImportRunner).wake();
  expect((await imports.ended(sent.text('id'))).body).toMatchObject({ state: { code: 'done' }, rows: 12, added: 12 });
  const lengths = await Promise.all(
    Array.from({ length: 15 }, (_, n) => imports.lengthOf(`problem-2022-review-05-${String(n + 1).padStart(2, '0')}`)),
  );
  expect(lengths).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
});

it('only the office and whoever sent it sees an import, and files are taken here only', async () => {
  const sent = await imports.send(await workbook({ 问题: PROBLEMS }), '?dryRun=true');
  const auditor = await imports.user('auditor', 'auditor');
  expect((await auditor.get(`${PATH}/${sent.text('id')}`)).status).toBe(403);
  expect(await imports.errorsOf(await imports.ended(sent.text('id')))).toEqual([' 0   import-file-empty']);
  const elsewhere = await imports.office.raw('POST', '/api/v1/problems', 'a,b', { 'Content-Type': FILE_TYPES.csv });
  expect([elsewhere.status, elsewhere.code]).toEqual([415, 'content-type-unsupported']);
  const csv = await imports.office.raw('POST', PATH, 'a,b', { 'Content-Type': FILE_TYPES.csv });
  expect([csv.status, csv.code]).toEqual([422, 'import-kind-needed']);
});

it('a template that is handed in as it is has nothing wrong, and nothing in it', async () => {
  const answer = await imports.office.get(`${PATH}/templates/goals.csv`);
  const sent = await imports.office.raw('POST', `${PATH}?kind=goals`, String(answer.body), {
    'Content-Type': FILE_TYPES.csv,
  });
  expect(await imports.errorsOf(await imports.ended(sent.text('id')))).toEqual([' 0   import-file-empty']);
  const book = await fetch(new URL(`${PATH}/template.xlsx`, imports.app.url), { headers: imports.office.headers });
  const again = await imports.imported(Buffer.from(await book.arrayBuffer()));
  expect(await imports.errorsOf(again)).toEqual([' 0   import-file-empty']);
});

it('accounts are imported by the administrator, and by nobody else', async () => {
  const lines = [
    ['登录名', '姓名', '角色', '角色单位编码', '起始日期'],
    ['li.si', '李四', '党支部书记（第一责任人）', '03', '2024-02-01'],
    ['li.si', '李四', '审计', null, '2024-02-01'],
  ];
  const file = await workbook({ 账号: lines });
  expect(await imports.errorsOf(await imports.imported(file))).toEqual(['账号 0   import-sheet-not-yours']);
  for (const [added, unchanged] of [
    [1, 0],
    [0, 1],
  ]) {
    const sent = await imports.send(file, '', imports.app.admin);
    expect((await imports.ended(sent.text('id'), imports.app.admin)).body).toMatchObject({
      state: { code: 'done' },
      added,
      unchanged,
    });
  }
  const users = await imports.app.admin.get('/api/v1/users?limit=200');
  expect(users.at('items')).toContainEqual(expect.objectContaining({ login: 'li.si', mustChangePassword: true }));
  const more = { 账号: [...lines, ['wang', '王五', '党支部干事', null, null]], 问题: PROBLEMS };
  const wrong = await imports.send(await workbook(more), '', imports.app.admin);
  const page = await imports.office.get(
    `${PATH}/${(await imports.ended(wrong.text('id'), imports.app.admin)).text('id')}/errors`,
  );
  expect(page.at('items', 0, 'code')).toBe('import-sheet-not-yours');
  expect(page.at('items', 1)).toMatchObject({
    row: 4,
    column: '角色单位编码',
    cell: 'D4',
    code: 'grant-unit-required',
  });
});
