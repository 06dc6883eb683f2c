import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { SystemClock } from '#time/clock.js';
import { MIGRATIONS } from '../../composition/migrations.js';
import { startProduct } from '../../composition/start-product.js';
import type { Product } from '../../composition/start-product.js';
import { EmptyPlace, filesIn } from '../testing/empty-place.js';
import { tellTwoYears } from '../testing/told-log.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';

let folder: string;
let files: ReturnType<typeof filesIn>;
let source: EmptyPlace;
/** Of a session that was open when the backup was made. */
let token: string;
let file: string;
let place: EmptyPlace;

const started = ({ config }: EmptyPlace): Promise<Product> =>
  startProduct({ config, clock: new SystemClock(), logger: pino({ level: 'silent' }) });

beforeAll(async () => {
  folder = await temporaryFolder();
  files = filesIn(folder);
  source = await EmptyPlace.create({ TIME_ZONE: 'Asia/Urumqi' });
  await tellTwoYears(source.url);
  const { app, url, firstAdmin } = await started(source);
  if (firstAdmin === undefined) throw new Error('the database is not empty');
  const admin = await new HttpClient(url).signIn(firstAdmin.login, firstAdmin.password);
  const grants = [{ role: 'office-clerk', from: '2024-01-01' }];
  const users = [{ login: 'clerk', name: '经办"人\n', password: PASSWORD, grants }];
  expect((await admin.post('/api/v1/users', { users })).status).toBe(201);
  token = String((await new HttpClient(url).signIn('clerk', PASSWORD)).headers['Authorization']);
  file = files.path('backup');
  // Beside the running product, as an operator makes it.
  expect(await source.run('backup', '--out', file)).toMatchObject({ exitCode: 0, stderr: '' });
  await app.close();
  // It may have been stopped before it had read the whole log.
  await source.run('rebuild', 'all');
}, 120_000);

afterAll(async () => {
  await removeFolder(folder);
  await source.drop();
});

beforeEach(async () => {
  place = await EmptyPlace.create();
});

afterEach(() => place.drop());

describe('a backup', () => {
  it('is readable by its owner alone, holds the log as it is exported, and no sign-in', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await files.read('backup');
    expect(text).toContain((await source.run('export')).stdout);
    expect(text).not.toContain('sessions');
    const [{ settings, migrations }, ...lines] = text.split('\n', 20).map((line) => JSON.parse(line));
    expect(settings).toMatchObject({ TIME_ZONE: 'Asia/Urumqi', PUBLIC_URL: null });
    expect(Object.keys(settings)).not.toContain('DATABASE_URL');
    expect(migrations).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(lines.flatMap(({ table }) => (table === undefined ? [] : [table]))).toEqual([
      'export_log',
      'import_keys',
      'imports',
      'import_errors',
      'persons',
      'accounts',
      'drafts',
      'grants',
    ]);
  });

  it('goes to standard output too', async () => {
    const { stdout, stderr } = await source.run('backup', '--json');
    const [, ...lines] = stdout.split('\n');
    const [, ...kept] = (await files.read('backup')).split('\n');
    // The first line says when it was made, the last one sums all up.
    expect(lines.slice(0, -2)).toEqual(kept.slice(0, -2));
    expect(JSON.parse(stderr)).toMatchObject({ file: null, rows: 6 });
  });
});

describe('a restore', () => {
  it('brings back log and accounts, and no session; the read models are the same', async () => {
    const { exitCode, stdout, stderr } = await place.run('restore', file, '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 6,
      settings: [{ name: 'TIME_ZONE', backup: 'Asia/Urumqi', here: 'Asia/Shanghai' }],
    });
    expect((await place.run('export')).stdout).toBe((await source.run('export')).stdout);
    for (const table of ['persons', 'accounts', 'grants']) {
      const statement = `SELECT * FROM app.${table} ORDER BY 1`;
      expect(await place.rows(statement)).toEqual(await source.rows(statement));
    }
    const { app, url, firstAdmin } = await started(place);
    try {
      expect(firstAdmin).toBeUndefined();
      const anonymous = new HttpClient(url);
      for (let n = 0; n < 100 && (await anonymous.get('/health/ready')).status !== 200; n += 1) await sleep(100);
      expect((await anonymous.with({ Authorization: token }).get('/api/v1/problems')).status).toBe(401);
      const clerk = await anonymous.signIn('clerk', PASSWORD);
      expect((await clerk.get('/api/v1/problems')).status).toBe(200);
      await expect(anonymous.signIn('clerk', `${PASSWORD}!`)).rejects.toThrow('401');
    } finally {
      await app.close();
    }
    await place.run('rebuild', 'all');
    const [here, there] = await Promise.all([place.run('verify', '--json'), source.run('verify', '--json')]);
    expect(here).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(here.stdout)).toEqual(JSON.parse(there.stdout));
  }, 120_000);

  it('goes on where the log was loaded in part, or as a whole without the accounts', async () => {
    await files.write('log', (await source.run('export')).stdout);
    await place.run('import', files.path('log'));
    const { exitCode, stdout } = await place.run('restore', file, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ appended: 0, rows: 6 });
    expect(await place.rows('SELECT login FROM app.accounts ORDER BY 1')).toEqual([
      { login: 'admin' },
      { login: 'clerk' },
    ]);
  });

  it('says in words what is not as it was', async () => {
    const { stdout } = await place.run('restore', file);
    expect(stdout).toMatch('配置不同 / setting differs: TIME_ZONE  备份 backup Asia/Urumqi  此处 here Asia/Shanghai\n');
  });
});

describe('a restore is refused, and writes nothing', () => {
  const refused = async (path: string, message: RegExp, events = 0): Promise<void> => {
    const { exitCode, stdout, stderr } = await place.run('restore', path);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(await place.events()).toBe(events);
    expect(await place.rows(`SELECT to_regclass('app.accounts') AS it`)).toEqual([{ it: null }]);
  };

  const damaged = async (damage: (lines: string[]) => readonly string[]): Promise<string> =>
    files.write('damaged', damage((await files.read('backup')).split('\n')).join('\n'));

  /** Of the persons; the tables before have none. */
  const firstRow = (lines: readonly string[]): number => lines.findIndex((line) => line.startsWith('{"row"'));

  it.each<[string, (lines: string[]) => readonly string[], RegExp]>([
    ['a changed account', (lines) => lines.map((line) => line.replace('"clerk"', '"clark"')), /checksum/],
    [
      'a lost row',
      (lines) => lines.toSpliced(firstRow(lines), 1),
      /第 \d+ 行有误.*count: the file says 6 rows, it has 5/,
    ],
    ['a row of another width', (lines) => lines.with(firstRow(lines), '{"row":["x"]}'), /第 7 行有误.*not-a-row/],
    ['a row without a table', (lines) => lines.toSpliced(1, firstRow(lines) - 1), /第 2 行有误.*not-a-row/],
    ['no rows', (lines) => [lines[0] ?? '', ...lines.slice(13)], /第 2 行有误.*not-a-row/],
    ['a changed event', (lines) => lines.map((line) => line.replace('党费', '会费')), /text-digest-mismatch/],
    ['another format', (lines) => lines.with(0, '{"format":"tar"}'), /第 1 行有误.*no backup begins here/],
    ['no end', (lines) => lines.slice(0, -2).concat(''), /truncated/],
    ['a lost half', (lines) => lines.slice(0, lines.length / 2), /truncated/],
    ['another end', (lines) => lines.toSpliced(-2, 1, '{"end":"everything"}'), /the backup should end here/],
    ['something after the end', (lines) => [...lines.slice(0, -1), '{}', ''], /should end before this line/],
  ])('given %s', async (_case, damage, message) => {
    await refused(await damaged(damage), message);
  });

  it('given an exported log', async () => {
    await refused(await files.write('log', (await source.run('export')).stdout), /use import/);
  });

  it('given another log', async () => {
    const log = await TestLog.open(place.url);
    await log.close();
    await refused(file, /不是文件中日志的开头部分/, 1);
  });

  it('given a backup of a newer program', async () => {
    const lines = (await files.read('backup')).split('\n');
    await place.rows('CREATE SCHEMA app');
    await place.rows('CREATE TABLE app.migrations (id serial, name text)');
    await place.rows(`INSERT INTO app.migrations (name) VALUES ('Later1800000000000')`);
    await refused(await files.write('same', lines.join('\n')), /not made by the same version \(Later1800000000000\)/);
  });

  it('given accounts', async () => {
    const { app } = await started(place);
    await app.close();
    const { exitCode, stderr } = await place.run('restore', file);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/此处已有账号等数据（app.accounts）|app\.persons/);
    expect(await place.rows('SELECT login FROM app.accounts')).toEqual([{ login: 'admin' }]);
    expect(await place.events()).toBe(1);
  });
});

describe('an older log restored under read models that have gone on', () => {
  it('is noticed by every one of them; a rebuild heals', async () => {
    const [before, after] = [await EmptyPlace.create(), await EmptyPlace.create()];
    const settings = (log: EmptyPlace) => ({ EVENT_STORE: log.url, DATABASE_URL: place.url });
    const old = place.with(settings(before));
    const restored = place.with(settings(after));
    try {
      await tellTwoYears(before.url);
      await old.run('rebuild', 'all');
      expect((await old.run('backup', '--out', files.path('older'))).exitCode).toBe(0);
      const log = await TestLog.open(before.url);
      await log.append('thing-1', event('ThingHappened', {}));
      await log.close();
      await old.run('rebuild', 'all');
      expect((await old.run('verify')).exitCode).toBe(0);

      expect((await restored.run('restore', files.path('older'))).exitCode).toBe(0);
      const { exitCode, stdout } = await restored.run('verify', '--json');
      expect(exitCode).toBe(1);
      const { readModels }: { readModels: { problem?: { code: string } }[] } = JSON.parse(stdout);
      expect(new Set(readModels.map(({ problem }) => problem?.code))).toEqual(new Set(['log-mismatch']));

      const { app } = await started(restored);
      const stopped = async (): Promise<boolean> => {
        const states = await place.rows<{ state: string; error: { code: string } | null }>(
          'SELECT state, error FROM projections.checkpoints',
        );
        return states.every(({ state, error }) => state === 'stopped' && error?.code === 'log-mismatch');
      };
      for (let n = 0; n < 100 && !(await stopped()); n += 1) await sleep(100);
      expect(await stopped()).toBe(true);
      await app.close();

      expect((await restored.run('rebuild', 'all')).exitCode).toBe(0);
      expect(await restored.run('verify')).toMatchObject({ exitCode: 0, stderr: '' });
    } finally {
      await before.drop();
      await after.drop();
    }
  }, 120_000);
});
