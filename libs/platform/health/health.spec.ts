import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { HealthChecks, Unhealthy } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { checkReadModels, lagsOf } from './read-model-health.js';

const serving = {
  model: 'timeline',
  state: 'running',
  serving: true,
  superseded: false,
  error: null,
  lag: 3,
  lagMs: 1_500,
} as const;
const failed = { state: 'stopped', error: { code: 'event-failed', message: 'at 10.0.0.1' } } as const;

describe('read models', () => {
  it('given all of them served and running, are up, also when behind', () => {
    expect(checkReadModels(['timeline'], [serving])).toBe('1 running');
  });

  it('given an old version that stopped and was replaced since, are up', () => {
    const old = { ...serving, ...failed, superseded: true };
    expect(checkReadModels(['timeline'], [old, serving])).toBe('1 running');
  });

  it.each([
    ['none built yet', [], 'timeline: being built'],
    [
      'a new version not served yet',
      [{ ...serving, serving: false, state: 'rebuilding' as const }],
      'timeline: being built',
    ],
    [
      'one stopped',
      [{ ...serving, state: 'stopped' as const, error: { code: 'log-mismatch', message: 'at 10.0.0.1' } }],
      'timeline: stopped (log-mismatch)',
    ],
    [
      'one that stopped while it was built',
      [{ ...serving, ...failed, serving: false }],
      'timeline: stopped (event-failed)',
    ],
    [
      'a new version that stopped beside the old one',
      [serving, { ...serving, ...failed, serving: false }],
      'timeline: stopped (event-failed)',
    ],
  ])('given %s, are down and say which', (_what, statuses, message) => {
    expect(() => checkReadModels(['timeline'], statuses)).toThrow(new Unhealthy(message));
  });

  it('tell how far they are behind', () => {
    expect(lagsOf([serving, { ...serving, model: 'old', serving: false }])).toEqual([
      { model: 'timeline', events: 3, milliseconds: 1_500 },
    ]);
  });
});

describe('health', () => {
  let app: TestApp;
  let failure: Error | undefined;
  beforeAll(async () => {
    app = await startTestApp({ controllers: [HealthController], providers: [HealthChecks] });
    app.app.get(HealthChecks).add('part', () => {
      if (failure !== undefined) throw failure;
      return Promise.resolve('fine');
    });
  }, 60_000);
  afterAll(() => app?.close());

  it('is live and, with all parts up, ready; with one down it is not, and tells no secrets', async () => {
    expect((await app.anonymous.get('/health/live')).body).toEqual({ status: 'live' });
    const ready = await app.anonymous.get('/health/ready');
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ready', components: { part: { status: 'up', detail: 'fine' } } },
    ]);
    failure = new Error('postgres://user:secret@10.0.0.1');
    await new Promise((resolve) => void setTimeout(resolve, 1_100));
    const down = await app.anonymous.get('/health/ready');
    expect([down.status, down.body]).toEqual([
      503,
      { status: 'not-ready', components: { part: { status: 'down', detail: 'failed' } } },
    ]);
  });
});
