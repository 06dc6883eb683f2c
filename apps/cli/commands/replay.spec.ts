import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalText } from '#event-sourcing/canonical.js';
import { hashOf } from '#event-sourcing/chain.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { SystemClock } from '#time/clock.js';
import { pino } from 'pino';
import { startProduct } from '../../composition/start-product.js';
import type { Product } from '../../composition/start-product.js';
import { compileProduct } from '../../../test/setup/product-program.js';
import type { ProductProgram } from '../../../test/setup/product-program.js';
import { ToldLog } from '../testing/told-log.js';

let log: ToldLog;
let product: Product;
let program: ProductProgram;

beforeAll(async () => {
  [log, program] = await Promise.all([ToldLog.create(), compileProduct()]);
  const { worker } = program;
  const logger = pino({ level: 'silent' });
  product = await startProduct({ config: log.config, clock: new SystemClock(), logger, worker });
}, 120_000);

afterAll(async () => {
  await product.app.close();
  await log.close();
  await program.remove();
});

/** Somebody of the annual review, who has no shell. */
const annualReview = async (name = 'first'): Promise<HttpClient> => {
  const anonymous = new HttpClient(product.url);
  const { login = '', password = '' } = product.firstAdmin ?? {};
  const admin = await anonymous.signIn(login, password);
  const own = 'a long enough password';
  const user = { login: `review.${name}`, name: '评议组', password: own, grants: [{ role: 'annual-review' }] };
  const answer = await admin.post('/api/v1/users', { users: [user] });
  expect(answer.status).toBe(201);
  return anonymous.signIn(`review.${name}`, own);
};

describe('replay on the command line, beside a running product', () => {
  it('gives the same bytes twice, and their digest', async () => {
    const first = await log.run('replay', '--year', '2024', '--json');
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await log.run('replay', '--year', '2024', '--json')).toEqual(first);
    const [, digest, report = ''] = /^\{"digest":"([0-9a-f]{64})","report":(.*)\}\n$/s.exec(first.stdout) ?? [];
    expect(hashOf(report)).toBe(digest);
  });

  it('says what the annual review is told over HTTP', async () => {
    const answer = await (await annualReview()).post('/api/v1/replays', { year: 2024, branch: '03' });
    expect(answer.status).toBe(200);
    expect(answer.at('verdict', 'verdict')).toBe('intact');
    const { stdout } = await log.run('replay', '--year', '2024', '--branch', '03', '--json');
    expect(`${canonicalText({ digest: answer.at('digest'), report: answer.at('report') })}\n`).toBe(stdout);
  });

  it('tells the year to people', async () => {
    const { exitCode, stdout } = await log.run('replay', '--year', '2024');
    expect(exitCode).toBe(0);
    for (const words of [
      '03 第三党支部',
      '问题 · problems',
      '年度情况表 annual sheet',
      '完整性 integrity  一致 intact',
      'SHA-256',
    ])
      expect(stdout).toContain(words);
    expect(stdout).toMatch(/2024-\d\d-\d\d {2}\S.*\n.*\[problem-[^\]]+@\d+\]/);
  });

  it('goes up to an earlier point of the log', async () => {
    const earlier = await log.run('replay', '--year', '2023', '--ordinal', '10', '--json');
    expect(JSON.parse(earlier.stdout)).toMatchObject({ report: { log: { ordinal: 10 } } });
  });

  it('verifies, too, and tells how the read models stand', async () => {
    expect(await log.run('verify')).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stdout } = await log.run('status', '--json');
    const { readModels }: { readModels: { state: string; lag: number }[] } = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(readModels.length).toBeGreaterThan(5);
    expect(readModels.every(({ state, lag }) => state === 'running' && lag === 0)).toBe(true);
    expect((await log.run('status')).stdout).toMatch(/timeline +3 +运行 running +是 yes/);
  });
});

describe('a log in which somebody took facts away', () => {
  const place = 'problem-2023-review-03-01@3';

  beforeAll(() =>
    log.tamper(`UPDATE log.events SET canonical = regexp_replace(canonical, '"measures":\\[.*\\],"problem"', '"problem"')
                 WHERE stream = 'problem-2023-review-03-01' AND revision = 3`),
  );
  afterAll(() => log.restore());

  it('is refused over HTTP by its own code, which names the place, in both languages', async () => {
    const client = await annualReview('second');
    const refused = await client.post('/api/v1/replays', { year: 2024 });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'log-changed', type: 'urn:branch-accountability:problem:log-changed' });
    expect(refused.text('detail')).toContain(`${place}（hash-mismatch）`);
    const english = new HttpClient(product.url, { ...client.headers, 'Accept-Language': 'en' });
    const told = await english.post('/api/v1/replays', { year: 2024 });
    expect(told.text('detail')).toBe(`The log was changed and cannot be replayed: ${place} (hash-mismatch).`);
  });

  it('is refused in one line on the command line', async () => {
    const { exitCode, stdout, stderr } = await log.run('replay', '--year', '2024');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^日志已被改动，无法复盘：${place} hash-mismatch[^\n]*\n$`));
  });
});

describe('a slip of the operator is one line in both languages', () => {
  it.each([
    [['replay'], '--year 应为 2000 至 2100 的年份 / --year must be a year from 2000 to 2100'],
    [['replay', '--year', '24'], '--year 应为 2000 至 2100 的年份 / --year must be a year from 2000 to 2100'],
    [['replay', '--year', '2024', '--branch', '?'], '--branch 应为支部编号 / --branch must be the code of a branch'],
    [['replay', '--year', '2024', '--branch', '77'], '没有支部 77 / there is no branch 77'],
    [['replay', '--year', '2024', '--ordinal', '0'], '--ordinal 应为正整数 / --ordinal must be a whole number above 0'],
    [['replay', '--year', '2024', '--ordinal', '99999'], /^日志只有 \d+ 条事件.*the log has only \d+ events/],
    [['rebuild', 'nothing'], /^没有读模型 nothing.*there is no read model nothing/],
    [['rebuild'], /^用法有误，见 --help \/ error: missing required argument/],
    [['unknown'], /^用法有误，见 --help \/ error: unknown command/],
  ])('%j', async (args, message) => {
    const { exitCode, stdout, stderr } = await log.run(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
