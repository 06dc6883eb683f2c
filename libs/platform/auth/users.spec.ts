import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Roles, SignedIn } from '../http/access.js';
import { FixedClock, startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { FirstAdmin } from './first-admin.js';
import { Grants } from './grants.js';
import { ERASED_NAME, PersonDirectory } from './person-directory.js';
import { visibleUnits } from './principal.js';
import type { Principal } from './principal.js';

@Controller('ledger')
class LedgerController {
  @Get()
  @Roles('branch-secretary', 'office-clerk')
  read(@SignedIn() viewer: Principal): { readonly units: 'all' | readonly string[] } {
    return { units: visibleUnits(viewer) };
  }
}

const PASSWORD = '学习-调研-整改-落实-见效-长期';
const clock = new FixedClock(new Date('2024-03-01T02:00:00Z'));
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ controllers: [LedgerController], clock });
}, 60_000);
afterAll(() => app?.close());

let counter = 0;
/** A new account with these grants. */
async function user(...grants: readonly object[]) {
  counter += 1;
  const login = `user${String(counter)}`;
  const answer = await app.admin.post('/api/v1/users', {
    users: [{ login, name: `某${login}`, password: PASSWORD, grants }],
  });
  const [id, person] = [answer.text('users', 0, 'id'), answer.text('users', 0, 'person', 'id')];
  return { id, person, login, client: await app.anonymous.signIn(login, PASSWORD), answer };
}

describe('accounts in bulk', () => {
  it('are made with one-time passwords that must be changed before anything else', async () => {
    const users = [
      { login: 'Chen.Wei', name: '陈某', affiliation: '03', grants: [{ role: 'branch-secretary', unit: '03' }] },
      { login: 'sun.li', name: '孙某', contact: '13812345678' },
    ];
    const answer = await app.admin.post('/api/v1/users', { users });
    expect(answer.status).toBe(201);
    expect(answer.at('users', 0)).toMatchObject({
      login: 'chen.wei',
      affiliation: '03',
      mustChangePassword: true,
      grants: [{ role: 'branch-secretary', unit: '03', from: '2024-03-01', standIn: false }],
    });
    const oneTime = answer.text('users', 0, 'oneTimePassword');
    const client = await app.anonymous.signIn('chen.wei', oneTime);
    expect((await client.get('/api/v1/ledger')).code).toBe('password-change-required');
    await client.put('/api/v1/account/password', { oldPassword: oneTime, newPassword: PASSWORD });
    expect((await client.get('/api/v1/ledger')).body).toEqual({ units: ['03'] });
  });

  it('are made all or none, with every fault named', async () => {
    const before = (await app.admin.get('/api/v1/users?limit=200')).at('items', 'length');
    const create = (users: readonly object[]) => app.admin.post('/api/v1/users', { users });
    const taken = await create([
      { login: 'fresh1', name: '甲' },
      { login: 'ADMIN', name: '乙' },
      { login: 'fresh1', name: '丙' },
    ]);
    expect([taken.status, taken.errors]).toEqual([409, ['users[1].login: login-taken', 'users[2].login: login-taken']]);
    const faulty = await create([
      { login: 'fresh1', name: '甲', grants: [{ role: 'branch-secretary' }, { role: 'chair', unit: '03' }] },
      { login: 'fresh2', name: '乙', grants: [{ role: 'chair', from: '2024-05-01', to: '2024-04-01' }] },
      { login: 'fresh3', name: '丙', password: 'fresh3-and-more' },
    ]);
    expect([faulty.status, faulty.errors]).toEqual([
      422,
      [
        'users[0].grants[0].unit: grant-unit-required',
        'users[0].grants[1].unit: grant-unit-not-allowed',
        'users[1].grants[0].to: grant-ends-before-start',
        'users[2].password: password-contains-login',
      ],
    ]);
    expect((await app.admin.get('/api/v1/users?limit=200')).at('items', 'length')).toBe(before);
  });

  it('are listed by login, page by page', async () => {
    const seen: unknown[] = [];
    let cursor: unknown = undefined;
    do {
      const page = await app.admin.get(`/api/v1/users?limit=2${typeof cursor === 'string' ? `&cursor=${cursor}` : ''}`);
      seen.push(page.at('items', 0, 'login'), page.at('items', 1, 'login'));
      cursor = page.at('next');
    } while (cursor !== undefined);
    const logins = seen.filter((login) => typeof login === 'string');
    expect(logins).toEqual(logins.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(logins.length).toBe((await app.admin.get('/api/v1/users?limit=200')).at('items', 'length'));
    expect((await app.admin.get('/api/v1/users?cursor=e30')).errors).toEqual(['cursor: cursor-invalid']);
  });
});

describe('a grant', () => {
  it.each([
    ['from tomorrow', { from: '2024-03-02' }],
    ['to yesterday', { from: '2024-01-01', to: '2024-02-29' }],
  ])('%s lets nobody in', async (_what, days) => {
    const { client } = await user({ role: 'branch-secretary', unit: '03', ...days });
    const answer = await client.get('/api/v1/ledger');
    expect([answer.status, answer.code]).toEqual([403, 'not-allowed']);
    expect((await client.get('/api/v1/me')).at('roles')).toEqual([]);
  });

  it('counts days of the business time zone', async () => {
    const { client } = await user({ role: 'branch-secretary', unit: '03', from: '2024-04-02' });
    const status = async (instant: string) => {
      clock.instant = new Date(instant);
      return (await client.get('/api/v1/ledger')).status;
    };
    expect(await status('2024-04-01T15:59:59Z')).toBe(403);
    expect(await status('2024-04-01T16:00:00Z')).toBe(200);
    clock.instant = new Date('2024-03-01T02:00:00Z');
  });

  it('given and ended, works with the next request', async () => {
    const { id, client } = await user();
    expect((await client.get('/api/v1/ledger')).status).toBe(403);
    const grant = await app.admin.post(`/api/v1/users/${id}/grants`, { role: 'office-clerk', standIn: true });
    expect(grant.status).toBe(201);
    expect((await client.get('/api/v1/ledger')).body).toEqual({ units: 'all' });
    const end = (on?: string) => app.admin.put(`/api/v1/users/${id}/grants/${grant.text('id')}/end`, { on });
    expect((await end('2024-02-28')).errors).toEqual(['on: grant-ends-before-start']);
    expect((await end()).at('to')).toBe('2024-03-01');
    expect((await client.get('/api/v1/ledger')).status).toBe(200);
    await end('2024-02-29');
    expect((await client.get('/api/v1/ledger')).status).toBe(403);
  });

  it('is known of a person for any day', async () => {
    const { person } = await user(
      { role: 'chair', from: '2023-01-01', to: '2023-06-30' },
      { role: 'committee-member', unit: '03', from: '2023-06-30' },
    );
    const grants = app.app.get(Grants);
    const roles = async (day: string) => (await grants.of(person, day))?.grants.map(({ role }) => role).sort();
    expect(await roles('2022-12-31')).toEqual([]);
    expect(await roles('2023-06-30')).toEqual(['chair', 'committee-member']);
    expect(await roles('2024-01-01')).toEqual(['committee-member']);
    expect(await grants.of('5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10', '2024-01-01')).toBeUndefined();
  });
});

describe('an account', () => {
  it('disabled, is signed out at once and cannot sign in; enabled, it can', async () => {
    const { id, login, client } = await user();
    await app.admin.put(`/api/v1/users/${id}/disabled`, { disabled: true });
    expect((await client.get('/api/v1/me')).status).toBe(401);
    const signIn = async () =>
      (await app.anonymous.post('/api/v1/sessions', { account: login, password: PASSWORD })).status;
    expect(await signIn()).toBe(401);
    await app.admin.put(`/api/v1/users/${id}/disabled`, { disabled: false });
    expect(await signIn()).toBe(201);
  });

  it('with its password reset, has a new one-time password and no session', async () => {
    const { id, login, client } = await user();
    const reset = await app.admin.post(`/api/v1/users/${id}/password-reset`);
    expect((await client.get('/api/v1/me')).status).toBe(401);
    const renewed = await app.anonymous.signIn(login, reset.text('oneTimePassword'));
    expect((await renewed.get('/api/v1/sessions/current')).at('mustChangePassword')).toBe(true);
  });

  it('among many that nobody has used yet, is told a one-time password, all of them or none', async () => {
    const path = '/api/v1/users/initial-passwords';
    const users = ['new.one', 'new.two'].map((login) => ({ login, name: login }));
    const before = (await app.admin.post('/api/v1/users', { users })).text('users', 0, 'oneTimePassword');
    const { login: used } = await user();
    const refused = await app.admin.post(path, { logins: ['new.one', used, 'nobody', 'new.one'] });
    expect([refused.status, refused.errors]).toEqual([
      422,
      ['logins[1]: password-chosen', 'logins[2]: login-unknown', 'logins[3]: login-repeated'],
    ]);
    const early = await app.anonymous.signIn('new.one', before);
    const told = await app.admin.post(path, { logins: ['New.Two', 'new.one'] });
    expect([told.status, told.text('users', 0, 'login')]).toEqual([200, 'new.two']);
    expect(told.headers.get('cache-control')).toBe('no-store');
    expect((await early.get('/api/v1/me')).status).toBe(401);
    const client = await app.anonymous.signIn('new.one', told.text('users', 1, 'oneTimePassword'));
    expect((await client.get('/api/v1/sessions/current')).at('mustChangePassword')).toBe(true);
    const again = await app.anonymous.post('/api/v1/sessions', { account: 'new.one', password: before });
    expect(again.status).toBe(401);
  });

  it('is for administrators only', async () => {
    const { id, client } = await user({ role: 'office-head' });
    for (const answer of [
      await client.get('/api/v1/users'),
      await client.post('/api/v1/users', { users: [{ login: 'mine', name: '甲' }] }),
      await client.post(`/api/v1/users/${id}/grants`, { role: 'admin' }),
      await client.post(`/api/v1/users/${id}/password-reset`),
      await client.post('/api/v1/users/initial-passwords', { logins: ['user1'] }),
    ])
      expect([answer.status, answer.code]).toEqual([403, 'not-allowed']);
    expect((await app.admin.get('/api/v1/ledger')).status).toBe(403);
  });

  it('that is not there is not found', async () => {
    const answer = await app.admin.get('/api/v1/users/5e0c1b1e-6f1d-4a3c-9c53-2f7a4c1d9b10');
    expect([answer.status, answer.code]).toEqual([404, 'not-found']);
  });

  it('of the last administrator stays', async () => {
    const [id] = [(await app.admin.get('/api/v1/sessions/current')).text('account')];
    const grant = (await app.admin.get(`/api/v1/users/${id}`)).text('grants', 0, 'id');
    expect((await app.admin.put(`/api/v1/users/${id}/disabled`, { disabled: true })).code).toBe('last-admin');
    expect((await app.admin.put(`/api/v1/users/${id}/grants/${grant}/end`, {})).code).toBe('last-admin');
    expect((await app.admin.get('/api/v1/users')).status).toBe(200);
  });

  it('is made for the first administrator once only', async () => {
    expect(await app.app.get(FirstAdmin).make()).toBeUndefined();
  });
});

describe('a name', () => {
  it('is looked up by id, follows a correction, and can be erased for good', async () => {
    const { id, person, client } = await user();
    const name = async () => (await client.get(`/api/v1/persons?ids=${person}`)).at('items', 0, 'name');
    expect(await name()).toMatch(/^某user/);
    await app.admin.put(`/api/v1/users/${id}/person`, { name: '更名' });
    expect(await name()).toBe('更名');
    await app.admin.delete(`/api/v1/users/${id}/person`);
    expect(await name()).toBe(ERASED_NAME);
    expect((await app.app.get(PersonDirectory).names(['nobody', person])).size).toBe(1);
  });

  it('of holders of a role is told to the office, today’s only', async () => {
    const { person } = await user({ role: 'department', unit: 'D7' });
    await user({ role: 'department', unit: 'D7', from: '2020-01-01', to: '2020-12-31' });
    const clerk = await user({ role: 'office-clerk' });
    const holders = await clerk.client.get('/api/v1/persons/holders?role=department');
    expect(holders.at('items')).toMatchObject([{ id: person, unit: 'D7' }]);
    const other = await user({ role: 'chair' });
    expect((await other.client.get('/api/v1/persons/holders?role=department')).status).toBe(403);
  });
});
