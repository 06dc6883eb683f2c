import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { timeline } from '#chronicle/projections/timeline/timeline.projection.js';
import { problemLedger } from '#problems/projections/ledger/ledger.projection.js';
import { ToldLog } from '../testing/told-log.js';
import type { Verification } from '../verification.js';

let log: ToldLog;

beforeAll(async () => {
  log = await ToldLog.create();
}, 120_000);

afterAll(() => log.close());

const verified = async (): Promise<Verification & { readonly exitCode: number; readonly stderr: string }> => {
  const { exitCode, stdout, stderr } = await log.run('verify', '--json');
  const verification: Verification = JSON.parse(stdout);
  return { ...verification, exitCode, stderr };
};

const codes = ({ chains, store }: Verification): string[] => [
  ...chains.findings.map(({ code }) => code),
  ...store.findings.map(({ code }) => code),
];

describe('verification of what nobody touched', () => {
  it('passes, and names the point of the log', async () => {
    const result = await verified();
    expect(result).toMatchObject({ exitCode: 0, verdict: 'intact', firstDifference: null, stderr: '' });
    expect(result.log.ordinal).toBe(
      await log.asOwner(async (client) => Number((await client.query('SELECT count(*) FROM kept')).rows[0].count)),
    );
    expect(result.readModels.every(({ equal }) => equal)).toBe(true);
    // The years told know of no instruction, and of no text to be removed.
    const empty = result.readModels.filter(({ rows = 0 }) => rows === 0).map(({ model }) => model);
    expect(empty).toEqual(['instructions', 'text_removals']);
    expect(result.readModels.map(({ digest }) => digest)).toEqual(result.readModels.map((each) => each.expectedDigest));
  });

  it('passes for people, too', async () => {
    const { exitCode, stdout, stderr } = await log.run('verify');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/problem_ledger +\d+ +\d+ +\d+ +一致 equal/);
    expect(stdout).toMatch('结论 / verdict: 一致 intact');
  });
});

describe('verification of a log that somebody tampered with', () => {
  afterEach(() => log.restore());

  it('names an edited row', async () => {
    await log.tamper(
      `UPDATE log.events SET canonical = replace(canonical, '"somebody"', '"nobody"') WHERE stream = 'report-2023-03' AND revision = 2`,
    );
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(/^report-2023-03@2 hash-mismatch/);
    expect(result.stderr).toMatch('首个差异 / first difference: report-2023-03@2 hash-mismatch');
  });

  it('leaves no story to tell where the facts were emptied, and says so', async () => {
    await log.tamper(
      `UPDATE log.events SET canonical = regexp_replace(canonical, '"data":.*,"id"', '"data":{},"id"')
        WHERE stream = 'report-2023-03' AND type = 'ReportSubmitted'`,
    );
    expect(await log.run('replay', '--year', '2023')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^日志已被改动.*cannot be replayed: report-2023-03@\d+ hash-mismatch.*\n$/),
    });
  });

  it('names an edited text', async () => {
    await log.tamper(`UPDATE log.events SET texts = replace(texts, '党费', '会费') WHERE stream = 'report-2023-03'`);
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(/^report-2023-03@\d+ text-digest-mismatch/);
    expect(new Set(codes(result))).toEqual(new Set(['text-digest-mismatch']));
  });

  it('names a removed row by the one after it', async () => {
    await log.tamper(`DELETE FROM log.events WHERE stream = 'report-2023-03' AND revision = 2`);
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(/^report-2023-03@3 revision-gap/);
    expect(codes(result)).toEqual(['revision-gap', 'position-gap']);
  });

  it('names two rows that changed places', async () => {
    const place = (revision: number): string =>
      `(SELECT position FROM kept WHERE stream = 'report-2023-03' AND revision = ${String(revision)})`;
    await log.tamper(
      `UPDATE log.events SET position = 1000000 WHERE position = ${place(1)}`,
      `UPDATE log.events SET position = ${place(1)} WHERE position = ${place(2)}`,
      `UPDATE log.events SET position = ${place(2)} WHERE position = 1000000`,
    );
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(/^report-2023-03@2 revision-gap/);
    expect(codes(result)).toContain('log-hash-mismatch');
  });

  it.each([
    ['', 'SELECT', /^head-mismatch: .*the last event, [a-z0-9-]+ \d+/],
    [' and the head was set back', 'UPDATE log.head SET position = position - 1', /^head-mismatch: .*with a log hash/],
  ])('names the end of the log when its last row was removed%s', async (_case, also, message) => {
    await log.tamper('DELETE FROM log.events WHERE position = (SELECT max(position) FROM kept)', also);
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(message);
    expect(result.readModels.map(({ problem }) => problem?.code)).toContain('log-mismatch');
  });

  it('names a column that disagrees with its text', async () => {
    await log.tamper(`UPDATE log.events SET type = 'SomethingElse' WHERE stream = 'review-2023' AND revision = 1`);
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(/^review-2023@1 column-mismatch: column type/);
  });
});

describe('verification of a read model', () => {
  const firstProblem = async (): Promise<string> =>
    log.asOwner(async (client) =>
      String((await client.query('SELECT min(id) AS id FROM read_models.problem_ledger')).rows[0].id),
    );

  it('names model, key and column of a changed row, which a rebuild mends', async () => {
    const id = await firstProblem();
    await log.asOwner((client) =>
      client.query(`UPDATE read_models.problem_ledger SET statement = 'x' WHERE id = $1`, [id]),
    );
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(
      `problem_ledger v${String(problemLedger.version)} key ${id} column statement: read model "x", log "`,
    );
    expect(result.readModels.filter(({ equal }) => !equal).map(({ model }) => model)).toEqual(['problem_ledger']);

    expect(await log.run('rebuild', 'problem_ledger', '--json')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await verified()).toMatchObject({ exitCode: 0, verdict: 'intact' });
  });

  it('names a removed row', async () => {
    const id = await firstProblem();
    await log.asOwner((client) => client.query('DELETE FROM read_models.problem_ledger WHERE id = $1', [id]));
    expect((await verified()).firstDifference).toBe(
      `problem_ledger v${String(problemLedger.version)} key ${id}: the read model lacks this row`,
    );
    await log.run('rebuild', 'problem_ledger');
  });

  it.each([
    [
      'stopped',
      `UPDATE projections.checkpoints SET state = 'stopped' WHERE model = 'timeline'`,
      /timeline v\d+ stopped/,
    ],
    [
      'of another log',
      `UPDATE projections.checkpoints SET log_id = 'x' WHERE model = 'timeline'`,
      /timeline v\d+ log-mismatch: read from log x/,
    ],
    [
      'not there',
      `DROP SCHEMA timeline_v${String(timeline.version)} CASCADE`,
      /timeline v\d+ layout-changed: its table is not there/,
    ],
    [
      'of another layout',
      `DROP VIEW read_models.timeline; ALTER TABLE timeline_v${String(timeline.version)}.timeline ADD COLUMN extra text`,
      /timeline v\d+ layout-changed: the table has extra text/,
    ],
    ['never built', `DELETE FROM projections.checkpoints WHERE model = 'timeline'`, /timeline v\d+ not-built/],
  ])('names one that is %s, which a rebuild mends', async (_case, statement, message) => {
    await log.asOwner((client) => client.query(statement));
    const result = await verified();
    expect(result.exitCode).toBe(1);
    expect(result.firstDifference).toMatch(message);
    expect((await log.run('rebuild', 'timeline')).exitCode).toBe(0);
    expect(await verified()).toMatchObject({ exitCode: 0, verdict: 'intact' });
  });

  it('waits for nobody: one that is being rebuilt is refused in one line', async () => {
    await log.asOwner(async (client) => {
      await client.query(
        `SELECT pg_advisory_lock(('x' || substr(encode(sha256('read-model:timeline_v${String(timeline.version)}:scratch'), 'hex'), 1, 16))::bit(64)::bigint)`,
      );
      expect(await log.run('rebuild', 'timeline')).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/^该读模型正在重建或核验.*try again later.*\n$/),
      });
    });
  });
});
