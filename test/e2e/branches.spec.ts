import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { loadConfig } from '#platform/config/load-config.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer } from '#platform/testing/http-client.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import type { Product } from '../../apps/composition/start-product.js';
import { startProduct } from '../../apps/composition/start-product.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';
const FROM = '2024-01-01';
const clock = new FixedClock(new Date('2024-03-01T02:00:00Z'));
const PROBLEM = '2024-check-05-01';

let database: TestDatabase;
let product: Product;
let position = '';
const people = new Map<string, { client: HttpClient; person: string }>();

const user = (login: string, role: string, unit?: string, more: object = {}) => ({
  login,
  name: login,
  password: PASSWORD,
  grants: [{ role, from: FROM, ...(unit === undefined ? {} : { unit }), ...more }],
});

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent', COOKIE_SECURE: 'false' });
  product = await startProduct({ config, clock, logger: pino({ level: 'silent' }) });
  const { login = '', password = '' } = product.firstAdmin ?? {};
  const anonymous = new HttpClient(product.url);
  const admin = await anonymous.signIn(login, password);
  const users = [
    user('head', 'office-head'),
    user('chair', 'chair'),
    user('clerk', 'office-clerk'),
    user('secretary-03', 'branch-secretary', '03'),
    user('old-05', 'branch-secretary', '05'),
    user('new-05', 'branch-secretary', '05'),
    user('stand-in-05', 'branch-secretary', '05', { standIn: true, to: '2024-04-05' }),
  ];
  const created = await admin.post('/api/v1/users', { users });
  for (const [n, { login: name }] of users.entries()) {
    const person = created.text('users', n, 'person', 'id');
    people.set(name, { client: await anonymous.signIn(name, PASSWORD), person });
  }
}, 60_000);

afterAll(async () => {
  await product.app.close();
  await database.drop();
});

const who = (name: string): { client: HttpClient; person: string } => {
  const found = people.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};

const does = async (name: string, path: string, body: object = {}, headers = {}): Promise<Answer> => {
  const answer = await who(name).client.post(`/api/v1/${path}`, body, headers);
  position = answer.headers.get('log-position') ?? position;
  return answer;
};

/** As the read models stand after the last thing done. */
const sees = (name: string, path: string): Promise<Answer> =>
  who(name).client.get(`/api/v1/${path}${path.includes('?') ? '&' : '?'}after=${position}`);

const on = (day: string): void => {
  clock.instant = new Date(`${day}T02:00:00Z`);
};

const acts = (answer: Answer): unknown =>
  (answer.at('queues', 0, 'groups') as { act: string; items: { id: string }[] }[]).map(({ act, items }) => [
    act,
    items.map(({ id }) => id),
  ]);

const done = { status: 201 };
const post = 'secretary';

describe('a branch, from one secretary to the next and into another branch', () => {
  it('gives access up to the last day of the old holder and from the first of the new', async () => {
    for (const code of ['03', '05'])
      expect(await does('clerk', 'branches', { code, name: `第${code}党支部` })).toMatchObject(done);
    const holder = { post, person: who('old-05').person };
    expect(await does('clerk', 'branches/05/holders', { ...holder, from: FROM })).toMatchObject(done);
    const raised = { year: 2024, branch: '05', source: 'check', category: '组织生活', statement: '党费收缴记录不全' };
    expect(await does('clerk', 'problems', raised)).toMatchObject(done);
    expect(await does('head', `problems/${PROBLEM}/dispatch`, { noticeNumber: '1号' })).toMatchObject(done);
    expect(await does('clerk', 'branches/05/releases', { ...holder, until: '2024-03-31' })).toMatchObject(done);
    const next = { post, person: who('new-05').person, from: '2024-04-01' };
    expect(await does('clerk', 'branches/05/holders', next)).toMatchObject(done);

    const problem = `problems/${PROBLEM}`;
    on('2024-03-31');
    expect(await sees('old-05', problem)).toMatchObject({ status: 200 });
    expect(await sees('new-05', problem)).toMatchObject({ status: 403 });
    on('2024-04-01');
    expect(await sees('old-05', problem)).toMatchObject({ status: 403 });
    expect(await does('old-05', `${problem}/acknowledgement`)).toMatchObject({ status: 403 });
    expect(await sees('new-05', problem)).toMatchObject({ status: 200 });
    expect(await sees('stand-in-05', problem)).toMatchObject({ status: 200 });
  });

  it('waits for the handover until the new holder has acknowledged the open list', async () => {
    expect(acts(await sees('clerk', 'work-queue'))).toContainEqual(['record-handover', ['05']]);
    const list = await sees('new-05', 'branches/05/handover');
    expect(list.body).toMatchObject({ code: '05', items: [{ id: PROBLEM, no: '2024-督查-05-01', kind: 'problem' }] });
    const handover = {
      post,
      from: who('old-05').person,
      to: who('new-05').person,
      items: [{ item: list.text('items', 0, 'no') }],
    };
    const foreign = await does('new-05', 'branches/05/handovers', {
      ...handover,
      items: [{ item: '2024-督查-03-01' }],
    });
    expect([foreign.status, foreign.code, ...foreign.errors]).toEqual([
      422,
      'item-not-of-branch',
      'items[0].item: item-not-of-branch',
    ]);
    const key = { 'Idempotency-Key': 'handover-05' };
    const first = await does('new-05', 'branches/05/handovers', handover, key);
    expect(first).toMatchObject(done);
    expect((await does('new-05', 'branches/05/handovers', handover, key)).body).toEqual(first.body);
    expect((await sees('new-05', 'branches/05')).body).toMatchObject({
      handoverWaiting: false,
      vacant: ['deputy-secretary'],
      handovers: [{ from: { name: 'old-05' }, to: { name: 'new-05' }, items: [{ kind: 'problem', id: PROBLEM }] }],
    });
  });

  it('is as before when its end was recorded by mistake, as long as nobody has built on that', async () => {
    on('2024-04-08');
    const division = { successors: ['03'], mainSuccessor: '03', documentNumber: '误录', items: [] };
    const ended = await does('head', 'branches/05/dissolution', division);
    on('2024-04-09');
    expect(await sees('new-05', `problems/${PROBLEM}`)).toMatchObject({ status: 403 });
    const mistake = { revisions: [ended.at('events', 0, 'revision')], reason: '误录' };
    expect(await does('head', 'entries/branch-05/voidings', mistake)).toMatchObject(done);
    expect(await sees('new-05', `problems/${PROBLEM}`)).toMatchObject({ status: 200 });
    expect((await sees('head', 'branches/05')).body).toMatchObject({ endedOn: null, successors: [] });
  });

  it('passes what is open to the branch that it is merged into', async () => {
    on('2024-04-10');
    const merger = { successor: '03', documentNumber: '党委〔2024〕12号', items: [{ item: PROBLEM }] };
    expect(await sees('secretary-03', `problems/${PROBLEM}`)).toMatchObject({ status: 404 });
    expect(await does('clerk', 'branches/05/merger', merger)).toMatchObject({ status: 403 });
    expect(await does('head', 'branches/05/merger', merger)).toMatchObject(done);

    expect(await does('new-05', `problems/${PROBLEM}/acknowledgement`)).toMatchObject({ status: 404 });
    expect(acts(await sees('secretary-03', 'work-queue'))).toEqual([['acknowledge-dispatch', [PROBLEM]]]);
    expect((await sees('secretary-03', `problems/${PROBLEM}`)).body).toMatchObject({
      no: '2024-督查-05-01',
      branch: '05',
      heir: '03',
      lead: { kind: 'branch', code: '03' },
      actions: expect.arrayContaining([expect.objectContaining({ act: 'acknowledge-dispatch', allowed: true })]),
    });
    expect(await does('secretary-03', `problems/${PROBLEM}/acknowledgement`)).toMatchObject(done);
    const history = await sees('head', 'branches/05/timeline');
    const revision = (history.at('items') as { type: string; revision: number }[]).find(
      ({ type }) => type === 'BranchMerged',
    )?.revision;
    const voiding = await does('head', 'entries/branch-05/voidings', { revisions: [revision], reason: '误录' });
    expect(voiding.code).toBe('built-upon');
  });

  it('is read by its successor, and takes nothing new', async () => {
    expect((await sees('secretary-03', 'branches/05')).body).toMatchObject({
      endedOn: '2024-04-10',
      ending: { kind: 'merged', documentNumber: '党委〔2024〕12号' },
      successors: ['03'],
      vacant: [],
    });
    expect((await sees('secretary-03', 'branches/03')).body).toMatchObject({ predecessors: ['05'] });
    const history = await sees('secretary-03', 'branches/05/timeline');
    expect(JSON.stringify(history.body)).toContain('党支部05并入党支部03（党委〔2024〕12号），移交未结事项1项');
    const sheet = await sees('secretary-03', 'branches/03/annual-sheets/2024');
    expect(sheet.at('inherited', 'problems', 'items', 0, 'id')).toBe(PROBLEM);

    const raised = { year: 2024, branch: '05', source: 'check', category: '组织生活', statement: '再查' };
    expect((await does('clerk', 'problems', raised)).code).toBe('branch-ended');
    const holder = { post, person: who('old-05').person, from: '2024-05-01' };
    expect((await does('clerk', 'branches/05/holders', holder)).code).toBe('branch-ended');
  });

  it('lets nobody in who acted for it, from the day after', async () => {
    expect(await sees('new-05', 'branches/05')).toMatchObject({ status: 200 });
    on('2024-04-11');
    expect(await sees('new-05', 'branches/05')).toMatchObject({ status: 403 });
    expect(await sees('secretary-03', `problems/${PROBLEM}`)).toMatchObject({ status: 200 });
  });

  it('shows what its end did not name with the main successor, and what was settled with the old code', async () => {
    expect(await does('clerk', 'branches', { code: '07', name: '第07党支部' })).toMatchObject(done);
    const raised = { year: 2024, branch: '07', source: 'check', category: '组织生活', statement: '会议记录不全' };
    for (const n of ['1', '2']) {
      const key = { 'Idempotency-Key': `of-07-${n}` };
      expect(await does('clerk', 'problems', raised, key)).toMatchObject(done);
      const sent = await does('head', `problems/2024-check-07-0${n}/dispatch`, { noticeNumber: '3号' });
      expect(sent).toMatchObject(done);
    }
    expect(await does('chair', 'problems/2024-check-07-02/withdrawal', { reason: '重复' })).toMatchObject(done);
    const goal = { year: 2024, branch: '07', statement: '发展党员', measure: '三名', dueOn: '2024-12-31' };
    const state = { assignedOn: '2024-01-18', status: 'accepted', since: '2024-02-01', acceptedOn: '2024-02-01' };
    const paper = { kind: 'ledger', number: '第4页', date: '2024-03-29' };
    expect(await does('clerk', 'goals/taken-over', { ...goal, ...state, paper })).toMatchObject(done);
    const end = { successors: ['03'], mainSuccessor: '03', documentNumber: '党委〔2024〕15号', items: [] };
    expect(await does('head', 'branches/07/dissolution', end)).toMatchObject(done);

    const [open, settled] = ['2024-督查-07-01', '2024-督查-07-02'];
    const leads = async (query: string): Promise<unknown> =>
      ((await sees('clerk', `problems?${query}`)).at('items') as { no: string; lead: { code: string } }[]).map(
        ({ no, lead }) => [no, lead.code],
      );
    expect(await leads('branch=07')).toEqual([
      [open, '03'],
      [settled, '07'],
    ]);
    expect(await leads('branch=07&leadUnit=03')).toEqual([[open, '03']]);
    expect((await sees('secretary-03', `problems/${open}`)).body).toMatchObject({
      branch: '07',
      heir: '03',
      lead: { code: '03' },
      whoOwes: { unit: { kind: 'branch', code: '03' } },
      actions: expect.arrayContaining([expect.objectContaining({ act: 'acknowledge-dispatch', allowed: true })]),
    });
    const file = await sees('clerk', 'lists/problems?branch=07&format=csv');
    const page = await sees('secretary-03', 'me/branch');
    expect((page.at('items', 0, 'problems') as { no: string }[]).map(({ no }) => no)).toContain(open);
    expect(JSON.stringify(page.body)).not.toContain(settled);
    expect((page.at('items', 0, 'goals') as { no: string }[]).map(({ no }) => no)).toEqual(['2024-目标-07-01']);
    expect((await sees('clerk', 'goals?branch=07')).at('items', 0)).toMatchObject({
      heir: '03',
      whoOwes: { by: 'unit', unit: '03' },
    });
    const tasks = await sees('clerk', 'lists/responsibilities?leadUnit=03');
    expect(tasks.at('items')).toMatchObject([
      { unit: { code: '03' }, tasks: [{ no: '2024-目标-07-01', branch: '07' }] },
    ]);
    const lines = String(file.body).split('\n').slice(2, 4);
    expect(lines.map((line) => line.match(/党支部 \d+/)?.[0])).toEqual(['党支部 03', '党支部 07']);
  });
});
