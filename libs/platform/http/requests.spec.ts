import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError } from '#event-sourcing/decider.js';
import { StoreFull, StoreUnavailable, UnknownOutcome } from '#event-sourcing/event-store.js';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { Public } from './access.js';
import { Codes, Day, Flag, Id, ItemKey, Line, OneOf, Part, Parts, Whole, Words, WordsList } from './fields.js';
import { PageQuery } from './read-query.js';

class Step {
  @Words({ max: 20, example: '立即整改' })
  readonly words: string;

  @Day()
  readonly dueOn: string;
}

class Paper {
  @Line({ max: 30, example: '会议纪要' })
  readonly title: string;

  @Words({ max: 10, example: '无', optional: true })
  readonly remark?: string;

  @Parts(() => Step, { min: 1, max: 3, optional: true })
  readonly measures?: readonly Step[];

  @Part(() => Step, { optional: true })
  readonly first?: Step;

  @WordsList({ max: 5, maxItems: 2, example: ['一'], optional: true })
  readonly points?: readonly string[];

  @OneOf(['on-site', 'written'], { example: 'written', optional: true })
  readonly mode?: string;

  @Id({ optional: true })
  readonly person?: string;
}

class PaperQuery extends PageQuery {
  @Codes({ maxItems: 5, optional: true })
  readonly branches?: readonly string[];

  @Flag({ example: true, optional: true })
  readonly overdue?: boolean;
}

class PaperPath {
  @ItemKey()
  readonly problem: string;

  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;
}

const FAILURES = {
  conflict: new DomainError('paper-closed', { title: '会议纪要' }),
  invalid: new DomainError('paper-closed', { title: '会议纪要' }, 'measures[0].dueOn', 'invalid'),
  forbidden: new DomainError('paper-closed', { title: '会议纪要' }, undefined, 'forbidden'),
  missing: new DomainError('paper-closed', { title: '会议纪要' }, undefined, 'not-found'),
  unknown: new UnknownOutcome('at 10.0.0.1'),
  unavailable: new StoreUnavailable('at 10.0.0.1'),
  full: new StoreFull('at 10.0.0.1'),
  'no-room': Object.assign(new Error('at 10.0.0.1'), { code: '53100' }),
  unexpected: new Error('password of postgres://x:secret@10.0.0.1'),
};

@Controller('papers')
class PapersController {
  @Post()
  @Public()
  write(@Body() paper: Paper): Paper {
    return paper;
  }

  @Get()
  @Public()
  list(@Query() query: PaperQuery): PaperQuery {
    return query;
  }

  @Get(':year/:problem')
  @Public()
  one(@Param() path: PaperPath): PaperPath {
    return path;
  }

  @Post('failures/:failure')
  @Public()
  fail(@Param('failure') failure: keyof typeof FAILURES): never {
    throw FAILURES[failure];
  }
}

const messages = [{ 'paper-closed': { zh: '{title}已办结。', en: '{title} is closed.' } }];
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ controllers: [PapersController], messages });
}, 60_000);
afterAll(() => app?.close());

const write = (body: object) => app.anonymous.post('/api/v1/papers', body);
const raw = (body: string | Uint8Array, type = 'application/json') =>
  app.anonymous.raw('POST', '/api/v1/papers', body, { 'Content-Type': type });

describe('a body', () => {
  it('is taken, normalised', async () => {
    const measures = [{ words: '\n　　一\r\n二\u200B\n\n', dueOn: '2024-03-01' }];
    const answer = await write({ title: ' 会议纪要 ', measures });
    expect(answer.body).toEqual({ title: '会议纪要', measures: [{ words: '　　一\n二', dueOn: '2024-03-01' }] });
  });

  it('given faults anywhere in it, is refused with all of them and their paths', async () => {
    const answer = await write({
      remark: '超过十个字的备注超过十个字',
      measures: [{ words: 'x', dueOn: '2024-02-30' }, 7, { dueOn: '2024-03-01', until: 1 }],
      first: 'x',
      points: ['一', '六个字的要点'],
      mode: 'by-post',
      person: 'zhang',
      secret: true,
    });
    expect(answer.status).toBe(400);
    expect(answer.code).toBe('request-invalid');
    expect(answer.errors.toSorted()).toEqual([
      'first: not-object',
      'measures[0].dueOn: not-day',
      'measures[1]: not-object',
      'measures[2].until: unknown-field',
      'measures[2].words: field-required',
      'mode: not-one-of',
      'person: not-id',
      'points[1]: text-too-long',
      'remark: text-too-long',
      'secret: unknown-field',
      'title: field-required',
    ]);
  });

  it.each([
    ['an identity number', '身份证11010519491231002X', 'text-identity-number'],
    ['a mobile number', '电话13812345678', 'text-mobile-number'],
    ['a control character', 'a\u0001', 'text-control-character'],
    ['half a character', '\ud800', 'text-lone-surrogate'],
    ['two lines', 'a\nb', 'text-line-break'],
    ['nothing but blanks', ' \u200b ', 'text-empty'],
  ])('given a title with %s, is refused', async (_what, title, code) => {
    expect((await write({ title })).errors).toEqual([`title: ${code}`]);
  });

  it('given null, does not take it for absent', async () => {
    expect((await write({ title: 'x', remark: null })).errors).toEqual(['remark: not-text']);
  });

  it('given a list where an object belongs, or too few or too many items, is refused', async () => {
    expect((await write([])).errors).toEqual([': not-object']);
    expect((await write({ title: 'x', measures: {} })).errors).toEqual(['measures: not-list']);
    expect((await write({ title: 'x', measures: [] })).errors).toEqual(['measures: list-too-short']);
    expect((await write({ title: 'x', points: ['1', '2', '3'] })).errors).toEqual(['points: list-too-long']);
  });

  it.each([
    ['no JSON', '{"title":', 400, 'body-not-json'],
    ['__proto__', '{"title":"x","__proto__":{"admin":true}}', 400, 'body-forbidden-key'],
    ['a constructor', '{"title":"x","constructor":{"prototype":{}}}', 400, 'body-forbidden-key'],
    ['GBK', new Uint8Array([0x22, 0xb5, 0xb3, 0x22]), 400, 'body-not-utf8'],
    ['more than allowed', `"${'x'.repeat(1_100_000)}"`, 413, 'body-too-large'],
    ['a chain of brackets', `{"title":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400, 'request-invalid'],
  ])('given %s, is refused', async (_what, body, status, code) => {
    const answer = await raw(body);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('given another type, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await raw('title=x', type)).code).toBe('content-type-unsupported');
  });
});

describe('a query', () => {
  it('is read as its fields mean it', async () => {
    const answer = await app.anonymous.get('/api/v1/papers?limit=10&overdue=true&branches=03,05');
    expect(answer.body).toEqual({ limit: 10, overdue: true, branches: ['03', '05'] });
    expect((await app.anonymous.get('/api/v1/papers?branches=03&branches=05')).at('branches')).toEqual(['03', '05']);
  });

  it.each([
    ['limit=10&limit=20', 'limit: given-twice'],
    ['limit=0', 'limit: number-out-of-range'],
    ['limit=1e2', 'limit: not-whole-number'],
    ['overdue=yes', 'overdue: not-flag'],
    ['branches=0/3', 'branches[0]: not-code'],
    ['secret=1', 'secret: unknown-field'],
    ['limit[]=1', 'limit[]: unknown-field'],
  ])('%s is refused', async (query, error) => {
    const answer = await app.anonymous.get(`/api/v1/papers?${query}`);
    expect([answer.status, answer.errors]).toEqual([400, [error]]);
  });
});

describe('a path', () => {
  it('is read as its fields mean it; a number becomes the id', async () => {
    const answer = await app.anonymous.get(`/api/v1/papers/2023/${encodeURIComponent('2023-述职-03-02')}`);
    expect(answer.body).toEqual({ year: 2023, problem: '2023-review-03-02' });
    expect((await app.anonymous.get('/api/v1/papers/1999/x')).errors).toEqual([
      'problem: not-item-number',
      'year: number-out-of-range',
    ]);
  });

  it('that nothing stands at is told apart from a method that is not taken there', async () => {
    expect((await app.anonymous.get('/api/v1/nothing')).code).toBe('route-not-found');
    const answer = await app.anonymous.put('/api/v1/papers', {});
    expect([answer.status, answer.code, answer.headers.get('allow')]).toEqual([
      405,
      'method-not-allowed',
      'GET, HEAD, POST',
    ]);
    expect((await app.anonymous.get('/%ff')).code).toBe('uri-malformed');
  });
});

describe('an error', () => {
  it.each([
    ['conflict', 409, 'paper-closed'],
    ['invalid', 422, 'paper-closed'],
    ['forbidden', 403, 'paper-closed'],
    ['missing', 404, 'paper-closed'],
    ['unknown', 503, 'outcome-unknown'],
    ['unavailable', 503, 'log-unavailable'],
    ['full', 503, 'storage-full'],
    ['no-room', 503, 'storage-full'],
    ['unexpected', 500, 'unexpected'],
  ])('%s is a problem', async (failure, status, code) => {
    const answer = await app.anonymous.post(`/api/v1/papers/failures/${failure}`, undefined, {
      'X-Correlation-Id': 'my-own-id',
    });
    expect(answer.body).toMatchObject({
      type: `urn:branch-accountability:problem:${code}`,
      status,
      code,
      instance: `/api/v1/papers/failures/${failure}`,
      correlationId: 'my-own-id',
    });
    expect(answer.headers.get('x-correlation-id')).toBe('my-own-id');
    expect(answer.headers.has('retry-after')).toBe(status === 503);
    expect(JSON.stringify(answer.body)).not.toMatch(/10\.0\.0\.1|secret|at .*\.ts/);
  });

  it('names the field at fault and speaks both languages', async () => {
    const fail = (language: string) =>
      app.anonymous.post('/api/v1/papers/failures/invalid', undefined, { 'Accept-Language': language });
    expect((await fail('fr')).at('detail')).toBe('会议纪要已办结。');
    expect((await fail('zh-CN,zh;q=0.9,en;q=0.8')).at('detail')).toBe('会议纪要已办结。');
    const english = await fail('en-GB,en;q=0.9,zh;q=0.1');
    expect(english.at('detail')).toBe('会议纪要 is closed.');
    expect(english.headers.get('content-language')).toBe('en');
    expect(english.errors).toEqual(['measures[0].dueOn: paper-closed']);
  });

  it('never repeats a correlation id that is none', async () => {
    const answer = await app.anonymous.get('/api/v1/papers', { 'X-Correlation-Id': '"><script>' });
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('every answer', () => {
  it('carries the headers that protect browsers and tells nothing of the server', async () => {
    const { headers } = await app.anonymous.get('/api/v1/papers');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });
});
