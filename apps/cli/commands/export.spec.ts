import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { filesIn } from '../testing/empty-place.js';
import { RecordedTerminal } from '../testing/recorded-terminal.js';
import { ToldLog } from '../testing/told-log.js';
import { runCli } from '../run-cli.js';

let log: ToldLog;
let folder: string;
let files: ReturnType<typeof filesIn>;

beforeAll(async () => {
  log = await ToldLog.create();
  folder = await temporaryFolder();
  files = filesIn(folder);
}, 120_000);

afterAll(async () => {
  await removeFolder(folder);
  await log.close();
});

describe('an export', () => {
  it('to standard output is the log and nothing else; what there is to say stands on standard error', async () => {
    const { exitCode, stdout, stderr } = await log.run('export');
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'event-log' });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ events: lines.length - 2 });
    expect(stderr).toMatch(/^日志 log .*\n已导出 \/ exported: 标准输出 standard output/);
  });

  it('to a file is the same, readable by its owner alone, with the digest that a verification prints', async () => {
    const { stdout } = await log.run('export');
    const { exitCode, stdout: said, stderr } = await log.run('export', '--out', files.path('log'), '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await files.read('log')).toBe(stdout);
    expect((await stat(files.path('log'))).mode & 0o777).toBe(0o600);
    const verified = JSON.parse((await log.run('verify', '--json')).stdout);
    const { logId, ordinal: events, digest } = verified.log;
    expect(JSON.parse(said)).toMatchObject({
      logId,
      events,
      digest,
      file: files.path('log'),
      bytes: Buffer.byteLength(stdout),
    });
  });

  it('replaces no file unless told to', async () => {
    await files.write('mine', 'precious');
    const refused = await log.run('export', '--out', files.path('mine'));
    expect(refused).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/已存在.*--force replaces it\n$/),
    });
    expect(await files.read('mine')).toBe('precious');
    expect((await log.run('export', '--out', files.path('mine'), '--force')).exitCode).toBe(0);
    expect(await files.read('mine')).not.toBe('precious');
  });

  it('says what is wrong with a path', async () => {
    await mkdir(files.path('folder'));
    for (const path of ['nowhere/log', 'folder'])
      expect(await log.run('export', '--out', files.path(path))).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/^无法写入文件 .* cannot be written: .*\n$/),
      });
  });

  it('of a damaged log is refused, and leaves no file', async () => {
    await log.tamper(`UPDATE log.events SET texts = replace(texts, '党费', '会费') WHERE stream = 'report-2023-03'`);
    try {
      expect(await log.run('export', '--out', files.path('damaged'))).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/^事件日志已损坏.*report-2023-03@\d+ text-digest-mismatch: .*\n$/),
      });
    } finally {
      await log.restore();
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('damaged'))).toEqual([]);
  });

  it('that is interrupted leaves no file', async () => {
    const terminal = new RecordedTerminal();
    terminal.interruption.abort();
    expect(await runCli(['export', '--out', files.path('half')], terminal, () => log.config)).toBe(1);
    expect(terminal.stderr).toBe('已中断。 / Interrupted.\n');
    expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('into an output that closes early ends with a plain message', async () => {
    const terminal = new RecordedTerminal();
    terminal.outBytes = () => Promise.reject(new Error('EPIPE'));
    expect(await runCli(['export'], terminal, () => log.config)).toBe(1);
    expect(terminal.stderr).toMatch(/Standard output was closed before the end: EPIPE\n$/);
  });
});

describe('a folder that may not be written to', () => {
  // Root may write everywhere.
  const guarded = process.getuid?.() === 0 ? it.skip : it;
  guarded('is a plain message', async () => {
    await mkdir(files.path('closed'));
    await chmod(files.path('closed'), 0o500);
    expect((await log.run('export', '--out', files.path('closed/log'))).stderr).toMatch('EACCES');
    expect(existsSync(files.path('closed/log'))).toBe(false);
  });
});
