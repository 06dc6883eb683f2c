import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadConfig } from '#platform/config/load-config.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { EmptyPlace, filesIn } from '../testing/empty-place.js';
import { run, ToldLog } from '../testing/told-log.js';

let told: ToldLog;
let folder: string;
let files: ReturnType<typeof filesIn>;
let file: string;
let events: number;
let place: EmptyPlace;

beforeAll(async () => {
  told = await ToldLog.create();
  folder = await temporaryFolder();
  files = filesIn(folder);
  file = files.path('log');
  const exported = await told.run('export', '--out', file, '--json');
  ({ events } = JSON.parse(exported.stdout));
}, 120_000);

afterAll(async () => {
  await removeFolder(folder);
  await told.close();
});

beforeEach(async () => {
  place = await EmptyPlace.create();
});

afterEach(() => place.drop());

describe('an import', () => {
  it('makes the same log, of which the same read models are built', async () => {
    const { exitCode, stdout, stderr } = await place.run('import', file, '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ events, appended: events });
    expect((await place.run('export')).stdout).toBe(await files.read('log'));
    await place.run('rebuild', 'all');
    const [here, there] = await Promise.all([place.run('verify', '--json'), told.run('verify', '--json')]);
    expect(here).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(here.stdout)).toEqual(JSON.parse(there.stdout));
  }, 120_000);

  it('of what is there already changes nothing', async () => {
    await place.run('import', file);
    const { exitCode, stdout } = await place.run('import', file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(`已导入并比对 / imported and compared: 0（原有 there before: ${String(events)}）`);
  });

  it('works where there is not even a database yet', async () => {
    const config = loadConfig({ DATA_DIR: files.path('data'), PORT: '0', LOG_LEVEL: 'silent' });
    expect(await run(config, 'import', file)).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await run(config, 'export')).stdout).toBe(await files.read('log'));
  }, 120_000);
});

describe('an import is refused, and writes nothing', () => {
  const refused = async (path: string, message: RegExp, before = 0): Promise<void> => {
    const { exitCode, stdout, stderr } = await place.run('import', path);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(await place.events()).toBe(before);
  };

  it('of a file that is not there, or is none', async () => {
    await refused(files.path('nowhere'), /^无法读取文件 .* cannot be read: (Error: )?ENOENT/);
    await refused(folder, /cannot be read: (EISDIR|it is no file)/);
  });

  it('of a file with a bad line, however far down', async () => {
    const text = await files.read('log');
    const lines = text.split('\n');
    const bad = events - 3;
    lines[bad - 1] = (lines[bad - 1] ?? '').replace(/"hash":"./, '"hash":"x');
    await refused(
      await files.write('bad', lines.join('\n')),
      new RegExp(`^文件第 ${String(bad)} 行有误.*Line ${String(bad)} .*hash-mismatch`),
    );
    await refused(await files.write('cut', text.slice(0, text.length / 2)), /truncated/);
    await refused(await files.write('more', `${text}more\n`), /the file should end before this line/);
    await refused(await files.write('empty', ''), /^文件第 1 行有误.*truncated/);
    await refused(await files.write('other', 'something else\n'), /^文件第 1 行有误.*not-json/);
  });

  it('of a backup', async () => {
    await told.run('backup', '--out', files.path('backup'));
    await refused(files.path('backup'), /这是一份备份.*use restore/);
  });

  it('into another log', async () => {
    const log = await TestLog.open(place.url);
    await log.append('thing-1', event('ThingHappened', {}));
    await log.close();
    await refused(file, /不是文件中日志的开头部分.*nothing was written: event 1: it is log/, 2);
  });

  it('into a log that has gone on', async () => {
    await place.run('import', file);
    const log = await TestLog.open(place.url);
    await log.append('thing-1', event('ThingHappened', {}));
    await log.close();
    await refused(
      file,
      new RegExp(`nothing was written: event ${String(events + 1)}: thing-1@0 is in the log`),
      events + 1,
    );
  });

  it.each(['api', 'projector'])('while the %s runs there', async (name) => {
    const program = new pg.Client({ connectionString: place.url, application_name: name });
    await program.connect();
    await refused(file, new RegExp(`产品正在运行（${name}）.*stop it first`));
    await program.end();
    expect((await place.run('import', file)).exitCode).toBe(0);
  });

  it('while another one is under way', async () => {
    const other = new pg.Client({ connectionString: place.url });
    await other.connect();
    await other.query(`SELECT pg_advisory_lock(hashtextextended('log.moving', 0))`);
    await refused(file, /another import or restore is under way/i);
    await other.end();
  });
});
