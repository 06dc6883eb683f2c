import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { SessionClock } from './session-clock.js';

class MovableClock extends SessionClock {
  instant = Date.parse('2024-03-01T02:00:00Z');
  override now(): Date {
    return new Date(this.instant);
  }
}

const MINUTE = 60_000;
const PASSWORD = '学习-调研-整改-落实-见效-长期';
const clock = new MovableClock();
let app: TestApp;

beforeAll(async () => {
  const environment = {
    SESSION_HOURS: '2',
    SESSION_IDLE_MINUTES: '30',
    THROTTLE_SIGN_IN_PER_ACCOUNT: '3',
    THROTTLE_SIGN_IN_PER_ADDRESS: '100',
    TRUST_PROXY: '127.0.0.1',
    PUBLIC_URL: 'https://review.example',
  };
  app = await startTestApp({ sessionClock: clock, environment });
  const users = ['wang', 'li', 'zhao'].map((login) => ({ login, name: login, password: PASSWORD }));
  expect((await app.admin.post('/api/v1/users', { users })).status).toBe(201);
}, 60_000);
afterAll(() => app?.close());
// Every test has its own quarter of an hour, for the counts of attempts.
beforeEach(() => void (clock.instant += 60 * MINUTE));

const signIn = (account: string, password: string, address = '10.0.0.1') =>
  app.anonymous.post('/api/v1/sessions', { account, password }, { 'X-Forwarded-For': address });

async function cookieOf(account: string): Promise<string> {
  const answer = await signIn(account, PASSWORD);
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

describe('signing in', () => {
  it('gives a token that works as bearer and as cookie, and the notice', async () => {
    const answer = await signIn('Wang', PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.text('notice')).toContain('严禁存储、处理、传输国家秘密');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/);
    for (const headers of [
      { Authorization: `Bearer ${answer.text('token')}` },
      { Cookie: cookie.split(';', 1)[0] ?? '' },
    ])
      expect((await app.anonymous.get('/api/v1/sessions/current', headers)).at('login')).toBe('wang');
  });

  it('keeps neither password nor token', async () => {
    const answer = await signIn('wang', PASSWORD);
    const kept = JSON.stringify([await query('SELECT * FROM app.sessions'), await query('SELECT * FROM app.accounts')]);
    expect(kept).not.toContain(answer.text('token'));
    expect(kept).not.toContain(PASSWORD);
    expect(kept).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each([
    ['a wrong password', 'wang', 'not the password'],
    ['no such account', 'nobody', PASSWORD],
  ])('given %s, says the same', async (_what, account, password) => {
    const answer = await signIn(account, password);
    expect([answer.status, answer.code]).toEqual([401, 'sign-in-failed']);
  });

  it('takes as long for an account that does not exist', async () => {
    const time = async (account: string) => {
      const started = performance.now();
      await signIn(account, 'not the password', `10.1.0.${account.length}`);
      return performance.now() - started;
    };
    const known = [await time('wang'), await time('wang'), await time('wang')].sort((a, b) => a - b);
    const unknown = [await time('nobody'), await time('nobody'), await time('nobody')].sort((a, b) => a - b);
    expect(unknown[1]).toBeGreaterThan((known[1] ?? 0) / 3);
  });

  it('tells the notice before', async () => {
    const answer = await app.anonymous.get('/api/v1/sessions/notice', { 'Accept-Language': 'en' });
    expect(answer.text('notice')).toContain('state secrets');
  });
});

describe('guessing', () => {
  it('is slowed down per account and address, and sooner or later everybody else is not', async () => {
    const guess = () => signIn('li', 'not the password');
    for (let n = 0; n < 3; n += 1) expect((await guess()).status).toBe(401);
    const blocked = await guess();
    expect([blocked.status, blocked.code, blocked.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '5']);
    // The right password does not help before the wait is over; from another address it does.
    expect((await signIn('li', PASSWORD)).status).toBe(429);
    expect((await signIn('li', PASSWORD, '10.0.0.2')).status).toBe(201);
    clock.instant += 5_001;
    expect((await guess()).headers.get('retry-after')).toBe('10');
    clock.instant += 16 * MINUTE;
    expect((await signIn('li', PASSWORD)).status).toBe(201);
  });

  it('given all at once, gets no more tries', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('zhao', 'not the password')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it('does not keep a hall of sixty behind one address from signing in and reading at once', async () => {
    const logins = Array.from({ length: 60 }, (_none, n) => `guest${String(n)}`);
    const users = logins.map((login) => ({ login, name: login, password: PASSWORD }));
    const admin = await app.signInAdmin();
    expect((await admin.post('/api/v1/users', { users })).status).toBe(201);
    const answers = await Promise.all(
      logins.map(async (login) => {
        const answer = await signIn(login, PASSWORD, '10.9.9.9');
        const headers = { Authorization: `Bearer ${answer.text('token')}`, 'X-Forwarded-For': '10.9.9.9' };
        return Promise.all(Array.from({ length: 10 }, () => app.anonymous.get('/api/v1/me', headers)));
      }),
    );
    expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 600 }, () => 200));
  }, 30_000);
});

describe('a session', () => {
  it('ends by itself: idle, and in any case', async () => {
    const client = await app.anonymous.signIn('wang', PASSWORD);
    const status = async () => (await client.get('/api/v1/me')).status;
    clock.instant += 29 * MINUTE;
    expect(await status()).toBe(200);
    clock.instant += 29 * MINUTE;
    expect(await status()).toBe(200);
    clock.instant += 31 * MINUTE;
    expect((await client.get('/api/v1/me')).code).toBe('session-ended');

    const busy = await app.anonymous.signIn('wang', PASSWORD);
    for (let n = 0; n < 5; n += 1) {
      clock.instant += 20 * MINUTE;
      expect((await busy.get('/api/v1/me')).status).toBe(200);
    }
    clock.instant += 21 * MINUTE;
    expect((await busy.get('/api/v1/me')).code).toBe('session-ended');
  });

  it('ends when told', async () => {
    const client = await app.anonymous.signIn('wang', PASSWORD);
    expect((await client.delete('/api/v1/sessions/current')).status).toBe(204);
    expect((await client.get('/api/v1/me')).code).toBe('session-ended');
  });

  it('is needed', async () => {
    const answer = await app.anonymous.get('/api/v1/me');
    expect([answer.status, answer.code]).toEqual([401, 'not-signed-in']);
    expect((await app.anonymous.get('/api/v1/me', { Authorization: `Bearer ${'x'.repeat(43)}` })).status).toBe(401);
  });
});

describe('a request by cookie that changes something', () => {
  const change = async (headers: Record<string, string>) =>
    (await app.anonymous.delete('/api/v1/sessions/current', { Cookie: await cookieOf('wang'), ...headers })).status;

  it.each([
    ['says nothing of its origin', {}, 403],
    ['comes from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['comes from a neighbour', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['has the origin of another host', { Origin: 'https://evil.example' }, 403],
    ['has an opaque origin', { Origin: 'null' }, 403],
    [
      'comes from another site in spite of its origin',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://review.example' },
      403,
    ],
    ['comes from our own pages', { 'Sec-Fetch-Site': 'same-origin' }, 204],
    ['was typed by the user', { 'Sec-Fetch-Site': 'none' }, 204],
    ['has the public origin', { Origin: 'https://review.example' }, 204],
  ])('and %s', async (_what, headers, status) => {
    expect(await change(headers)).toBe(status);
  });

  it('and has the origin of its own host', async () => {
    expect(await change({ Origin: app.url })).toBe(204);
  });

  it('cannot sign a browser in from another site', async () => {
    const body = { account: 'wang', password: PASSWORD };
    const answer = await app.anonymous.post('/api/v1/sessions', body, { 'Sec-Fetch-Site': 'cross-site' });
    expect([answer.status, answer.code]).toEqual([403, 'cross-site-request']);
  });
});

describe('a change of password', () => {
  it('ends the other sessions and nothing else', async () => {
    const [here, elsewhere] = [
      await app.anonymous.signIn('zhao', PASSWORD),
      await app.anonymous.signIn('zhao', PASSWORD),
    ];
    const newPassword = `${PASSWORD}-二`;
    const change = (body: object) => here.put('/api/v1/account/password', body);
    expect((await change({ oldPassword: 'wrong', newPassword })).errors).toEqual(['oldPassword: old-password-wrong']);
    expect((await change({ oldPassword: PASSWORD, newPassword: '短' })).errors).toEqual([
      'newPassword: password-too-short',
    ]);
    expect((await change({ oldPassword: PASSWORD, newPassword: 'my name is Zhao!' })).errors).toEqual([
      'newPassword: password-contains-login',
    ]);
    expect((await change({ oldPassword: PASSWORD, newPassword })).status).toBe(204);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
    expect((await signIn('zhao', PASSWORD)).status).toBe(401);
    expect((await signIn('zhao', newPassword)).status).toBe(201);
  });
});

describe('requests', () => {
  it('given a flood from one address, are refused there with a time to come back', async () => {
    const small = await startTestApp({ environment: { THROTTLE_REQUESTS_PER_MINUTE: '20' } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => small.anonymous.get('/api/v1/sessions/notice')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    await small.close();
  }, 30_000);
});
