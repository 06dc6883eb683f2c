import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#access/roles.js';
import { startTestApp } from '#platform/testing/http-app.js';
import type { TestApp } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { draftEntities } from './draft.entity.js';
import { DraftsModule } from './drafts.module.js';
import { draftMessages } from './messages.js';
import { Drafts1700000000200 } from './schema-migration.js';

const PASSWORD = 'Correct-Horse-7-Battery';
const REPORT = '/api/v1/drafts/report/2024-03';

let app: TestApp;
const user = async (login: string, ...held: readonly (readonly [Role, string?])[]): Promise<HttpClient> => {
  const grants = held.map(([role, unit]) => ({ role, from: '2024-01-01', ...(unit === undefined ? {} : { unit }) }));
  const users = [{ login, name: login, password: PASSWORD, grants }];
  expect((await app.admin.post('/api/v1/users', { users })).status).toBe(201);
  return app.anonymous.signIn(login, PASSWORD);
};
const etag = (answer: { readonly headers: Headers }): string => String(answer.headers.get('etag'));

let secretary: HttpClient;
let clerk: HttpClient;
let others: readonly HttpClient[];

beforeAll(async () => {
  app = await startTestApp({
    imports: [DraftsModule],
    entities: draftEntities,
    migrations: [Drafts1700000000200],
    messages: [draftMessages],
  });
  secretary = await user('secretary', ['branch-secretary', '03']);
  clerk = await user('clerk', ['branch-clerk', '03']);
  others = [
    await user('foreign', ['branch-secretary', '05']),
    await user('department', ['department', '03']),
    await user('office', ['office-head']),
    await user('chair', ['chair']),
  ];
}, 60_000);

afterAll(() => app.close());

describe('a draft', () => {
  it('is begun, read and gone on with by the people of one unit, and overwritten by nobody who did not see it', async () => {
    const begun = await clerk.put(REPORT, { content: { body: '一年来，党支部', answers: [] } });
    expect([begun.status, begun.body]).toEqual([
      200,
      {
        kind: { code: 'report', zh: '述职报告', en: 'Report' },
        key: '2024-03',
        unit: '03',
        changedAt: expect.any(String),
        changedBy: 'clerk',
        content: { body: '一年来，党支部', answers: [] },
      },
    ]);
    const seen = await secretary.get(REPORT);
    expect(seen.body).toEqual(begun.body);
    expect((await secretary.put(REPORT, { content: { body: '我写的' } })).code).toBe('if-match-required');
    const changed = await secretary.put(REPORT, { content: { body: '我写的' } }, { 'If-Match': etag(seen) });
    expect(changed.at('changedBy')).toBe('secretary');
    const late = await clerk.put(REPORT, { content: { body: '他写的' } }, { 'If-Match': etag(begun) });
    expect([late.status, late.code]).toEqual([412, 'changed-meanwhile']);
    const again = await secretary.put(REPORT, { content: { body: '我写的' } }, { 'If-Match': etag(seen) });
    expect([again.status, etag(again)]).toEqual([200, etag(changed)]);
    expect((await clerk.delete(REPORT, { 'If-Match': etag(begun) })).status).toBe(412);
    expect((await clerk.put(REPORT, { content: {} }, { 'If-Match': '"3"' })).code).toBe('if-match-invalid');
  });

  it('is not there for anybody else, the administrator least of all', async () => {
    for (const client of others) {
      expect((await client.get(REPORT)).status).toBe(404);
      expect((await client.put(REPORT, { content: {} })).status).toBe(404);
      expect((await client.delete(REPORT)).status).toBe(404);
      expect((await client.get('/api/v1/drafts')).body).toEqual({ items: [] });
    }
    expect((await app.admin.get(REPORT)).status).toBe(403);
    expect((await app.admin.get('/api/v1/drafts')).status).toBe(403);
  });

  it('of a comment is its author’s alone', async () => {
    const [one, two] = [await user('one', ['committee-member', '03'], ['chair']), await user('two', ['chair'])];
    const comment = '/api/v1/drafts/comment/2024-03';
    expect((await one.put(comment, { content: { words: '甲' } })).at('unit')).toBeNull();
    expect((await two.get(comment)).status).toBe(404);
    expect((await two.put(comment, { content: { words: '乙' } })).status).toBe(200);
    expect((await one.get(comment)).at('content', 'words')).toBe('甲');
    expect((await two.get('/api/v1/drafts')).at('items', 1)).toBeUndefined();
  });

  it('of a plan is of the unit named, where it could be of several', async () => {
    const both = await user('both', ['branch-clerk', '07'], ['department', 'FIN']);
    const plan = `/api/v1/drafts/plan/${encodeURIComponent('2023-述职-07-01')}`;
    expect((await both.put(plan, { content: { cause: '甲' } })).code).toBe('role-required');
    const acting = { 'Acting-Role': 'department' };
    expect((await both.put(plan, { content: { cause: '甲' } }, acting)).body).toMatchObject({
      key: '2023-review-07-01',
      unit: 'FIN',
    });
    expect((await both.get(plan, { 'Acting-Role': 'branch-clerk' })).status).toBe(404);
  });

  it('is listed by kind and key, in pages', async () => {
    const office = await user('office2', ['office-clerk']);
    for (const [kind, key] of [
      ['minutes', '2023'],
      ['problem-list', '2023'],
      ['minutes', '2024'],
    ] as const)
      expect((await office.put(`/api/v1/drafts/${kind}/${key}`, { content: {} })).at('unit')).toBe('office');
    const first = await office.get('/api/v1/drafts?limit=2');
    const rest = await office.get(`/api/v1/drafts?limit=2&cursor=${first.text('next')}`);
    expect([first.at('items', 0, 'key'), first.at('items', 1, 'key'), rest.at('items', 0, 'kind', 'code')]).toEqual([
      '2023',
      '2024',
      'problem-list',
    ]);
    expect((await office.get('/api/v1/drafts?kind=problem-list')).at('items', 1)).toBeUndefined();
    expect((await office.delete('/api/v1/drafts/minutes/2023')).status).toBe(204);
    expect((await office.delete('/api/v1/drafts/minutes/2023')).status).toBe(404);
  });

  it.each([
    [{ content: { answers: [{ answer: '联系13812345678' }] } }, 'content.answers[0].answer: text-mobile-number'],
    [{ content: { phone: 13_812_345_678 } }, 'content.phone: text-mobile-number'],
    [{ content: { 13812345678: '' } }, 'content.*: text-mobile-number'],
    [{ content: { id: '11010519491231002X' } }, 'content.id: text-identity-number'],
    [{ content: { body: '字'.repeat(30_001) } }, 'content.body: text-too-long'],
    [
      { content: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`a${String(n)}`, '字'.repeat(9_000)])) },
      'content: draft-too-large',
    ],
    [{ content: { body: 'a\u0001' } }, 'content.body: text-control-character'],
    [{ content: [] }, 'content: not-object'],
    [{}, 'content: field-required'],
    [{ content: {}, owner: 'office' }, 'owner: unknown-field'],
  ])('is refused where it holds what may not be kept (%#)', async (body, expected) => {
    const answer = await secretary.put('/api/v1/drafts/report/2023-03', body);
    expect([answer.status, answer.errors]).toEqual([400, [expected]]);
    expect((await secretary.get('/api/v1/drafts/report/2023-03')).status).toBe(404);
  });

  it('has a key that names what it is for', async () => {
    expect((await secretary.get('/api/v1/drafts/report/2024')).errors).toEqual(['key: draft-key-invalid']);
    expect((await secretary.get('/api/v1/drafts/letter/2024-03')).status).toBe(400);
  });
});
