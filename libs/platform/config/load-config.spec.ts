import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { configTable } from './config-table.js';
import { ConfigError, loadConfig } from './load-config.js';
import type { Environment } from './load-config.js';
import { settings } from './settings.js';

function refusal(environment: Environment): ConfigError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('the settings', () => {
  it('given nothing, are the defaults', () => {
    expect(Object.fromEntries(Object.entries(loadConfig({ PATH: '/bin', SESSION_MANAGER: 'local/unix' })))).toEqual({
      eventStore: undefined,
      streamPrefix: undefined,
      databaseUrl: undefined,
      dataDir: resolve('data'),
      host: '127.0.0.1',
      port: 3000,
      publicUrl: undefined,
      trustProxy: [],
      cookieSecure: true,
      bodyLimitBytes: 1_048_576,
      timeZone: 'Asia/Shanghai',
      projector: 'embedded',
      sessionHours: 12,
      sessionIdleMinutes: 120,
      throttleSignInMinutes: 15,
      throttleSignInPerAccount: 10,
      throttleSignInPerAddress: 600,
      throttleRequestsPerMinute: 6000,
      logLevel: 'info',
      logFormat: 'json',
      shutdownTimeoutMs: 15_000,
    });
  });

  it('have a row each in the table', () => {
    expect(settings.map(({ key }) => key).sort()).toEqual(Object.keys(loadConfig({})).sort());
    for (const { name } of settings) expect(configTable()).toContain(`| \`${name}\` |`);
  });

  it.each([
    ['DATABASE_URL', 'postgres://u:p@db:5432/x', 'databaseUrl', 'postgres://u:p@db:5432/x'],
    ['EVENT_STORE', 'postgresql://db/x', 'eventStore', 'postgresql://db/x'],
    ['EVENT_STORE', 'esdb://u:p@node:2113?tls=false', 'eventStore', 'esdb://u:p@node:2113?tls=false'],
    ['EVENT_STORE', 'esdb://a:2113,b:2113,c:2113?x=1', 'eventStore', 'esdb://a:2113,b:2113,c:2113?x=1'],
    ['EVENT_STORE', 'esdb+discover://es.example:2113', 'eventStore', 'esdb+discover://es.example:2113'],
    ['STREAM_PREFIX', 'group_', 'streamPrefix', 'group_'],
    ['PORT', '0', 'port', 0],
    ['HOST', '::', 'host', '::'],
    ['PUBLIC_URL', 'http://localhost:3000', 'publicUrl', 'http://localhost:3000'],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', 'trustProxy', ['10.0.0.0/8', '::1']],
    ['COOKIE_SECURE', 'false', 'cookieSecure', false],
    ['TIME_ZONE', 'Asia/Urumqi', 'timeZone', 'Asia/Urumqi'],
    ['PROJECTOR', 'separate', 'projector', 'separate'],
    ['SESSION_HOURS', ' 8 ', 'sessionHours', 8],
    ['LOG_LEVEL', '', 'logLevel', 'info'],
  ])('%s=%s is taken', (name, value, key, expected) => {
    expect(loadConfig({ [name]: value })).toHaveProperty(key, expected);
  });

  it.each([
    ['EVENT_STORE', 'esdb://'],
    ['EVENT_STORE', 'esdb://node with spaces'],
    ['EVENT_STORE', 'mysql://db/x'],
    ['STREAM_PREFIX', '$system'],
    ['STREAM_PREFIX', 'a b'],
    ['DATABASE_URL', 'db'],
    ['PORT', '65536'],
    ['PORT', '0x10'],
    ['HOST', 'http://here'],
    ['PUBLIC_URL', 'ftp://here'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', 'proxy'],
    ['COOKIE_SECURE', 'yes'],
    ['BODY_LIMIT_BYTES', '-1'],
    ['TIME_ZONE', 'Asia/Beijing'],
    ['PROJECTOR', 'both'],
    ['SESSION_HOURS', '0'],
    ['SESSION_IDLE_MINUTES', '1.5'],
    ['THROTTLE_SIGN_IN_PER_ACCOUNT', 'many'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['SHUTDOWN_TIMEOUT_MS', ''.padEnd(16, '9')],
    ['SESSION_HOUR', '8'],
    ['THROTTLE_ME', '1'],
  ])('%s=%s is refused by name', (name, value) => {
    const { names, message } = refusal({ [name]: value });
    expect(names).toEqual([name]);
    expect(message).toContain(`- ${name}`);
  });

  it('given several wrong, name all at once, with what they must be and the default', () => {
    const { names, message } = refusal({ PORT: 'http', LOG_LEVEL: 'loud', SESSION_HOUR: '8' });
    expect(names).toEqual(['PORT', 'LOG_LEVEL', 'SESSION_HOUR']);
    expect(message).toContain('must be 0 to 65535; default: 3000');
    expect(message).toContain('应为 0 至 65535；默认 3000');
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:secret@db/x'],
    ['EVENT_STORE', 'esdb://admin:secret @node'],
  ])('given a wrong %s with a password in it, do not repeat it', (name, value) => {
    expect(refusal({ [name]: value }).message).not.toContain('secret');
  });
});
