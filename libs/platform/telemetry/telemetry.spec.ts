import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { Body, Controller, Logger, Post } from '@nestjs/common';
import { Public } from '../http/access.js';
import { Words } from '../http/fields.js';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { createLogger, NestLogger } from './logger.js';
import { prettyLine } from './pretty.js';

class Remark {
  @Words({ max: 100, example: 'x' })
  readonly words: string;
}

@Controller('remarks')
class RemarksController {
  private readonly log = new Logger('remarks');

  @Post()
  @Public()
  write(@Body() { words }: Remark): void {
    this.log.warn({ msg: 'remarked', password: 'hidden-1', nested: { token: 'hidden-2' } });
    this.log.warn({ msg: 'refused', err: Object.assign(new Error('refused'), { cookie: 'hidden-4' }) });
    this.log.warn({ msg: 'listed', headers: [{ name: 'x', 'set-cookie': ['hidden-5'] }] });
    if (words === 'fail') throw new Error('cannot reach postgres://user:hidden-3@10.0.0.1/db');
  }
}

const lines: string[] = [];
const out = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(...chunk.toString().trim().split('\n'));
    done();
  },
});
const logger = new NestLogger(createLogger({ logLevel: 'info', logFormat: 'json' }, out));
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ controllers: [RemarksController], logger });
}, 60_000);
afterAll(() => app?.close());

/** Lines of one request, once its own has been written. */
async function linesOf(correlationId: string): Promise<string[]> {
  for (let n = 0; n < 100; n += 1) {
    const found = lines.filter((line) => line.includes(`"${correlationId}"`));
    if (found.some((line) => line.includes('"durationMs"'))) return found;
    await new Promise((resolve) => void setTimeout(resolve, 10));
  }
  throw new Error(`no line of request ${correlationId}`);
}

describe('the log', () => {
  it('has one line per request, and all lines carry its correlation id', async () => {
    await app.admin.post('/api/v1/remarks?secret=1', { words: '这是正文' }, { 'X-Correlation-Id': 'r-1' });
    const found = await linesOf('r-1');
    expect(found.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: 'warn', context: 'remarks', msg: 'remarked', correlationId: 'r-1', password: '***' },
      { msg: 'refused', err: { type: 'Error', message: 'refused', cookie: '***' } },
      { msg: 'listed', headers: [{ name: 'x', 'set-cookie': '***' }] },
      { level: 'info', context: 'http', method: 'POST', route: '/api/v1/remarks', status: 201, correlationId: 'r-1' },
    ]);
  });

  it('names the account, never the person, the body, the query or a secret', async () => {
    await app.admin.get('/api/v1/me?x=1', { 'X-Correlation-Id': 'r-2' });
    await app.anonymous.post('/api/v1/remarks', { words: 'fail' }, { 'X-Correlation-Id': 'r-3' });
    const me = await app.admin.get('/api/v1/me');
    expect((await linesOf('r-2')).join()).toContain(`"account":"${me.text('account')}"`);
    const failed = (await linesOf('r-3')).join('\n');
    expect(failed).toContain('cannot reach postgres://user:***@10.0.0.1/db');
    expect(failed).toContain('telemetry.spec.ts');
    const all = lines.join('\n');
    const { Authorization: bearer = '' } = app.admin.headers;
    for (const secret of ['hidden-', '系统管理员', me.text('person', 'id'), '这是正文', 'secret=1', bearer.slice(7)])
      expect(all).not.toContain(secret);
  });

  it('is readable for people where they want it so', () => {
    const line = JSON.stringify({
      time: '2024-03-01T02:00:00.123Z',
      level: 'warn',
      context: 'http',
      msg: 'slow',
      status: 200,
    });
    expect(prettyLine(line, false)).toBe('02:00:00.123 warn  [http] slow status=200\n');
  });
});

describe('the metrics', () => {
  it('count requests by route template and command outcomes, not by who asked', async () => {
    await app.admin.get('/api/v1/users/5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10');
    const text = String((await app.anonymous.get('/metrics')).body);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/users\/:user",status="404"\} 1/,
    );
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).not.toContain('5e0c1b1e');
  });
});
