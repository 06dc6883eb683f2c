import { describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { InvalidConnectionString, parseConnectionString } from './connection-string.js';

const SECRET = 'tr0ub4dor';

describe('a connection string', () => {
  it('passes through with nodes, user, discovery and TLS', () => {
    const text = `esdb+discover://reader:${SECRET}@one:2113,two:2114?tls=true&tlsCAFile=%2Fca.pem&nodePreference=follower&keepAliveInterval=20000`;
    const { cluster, connection } = parseConnectionString(text);
    expect(cluster).toBe(true);
    expect(connection().startsWith(`${text}&keepAliveTimeout=`)).toBe(true);
    expect(parseConnectionString('esdb://one,two:2113?tls=false').cluster).toBe(true);
    expect(parseConnectionString('esdb://one:2113').cluster).toBe(false);
  });

  it('gives no two connections the same socket, which takes 100 calls', () => {
    const { connection } = parseConnectionString('esdb://localhost:2113/?tls=false&keep_alive_timeout=7000');
    const strings = Array.from({ length: 100 }, () => connection());
    expect(new Set(strings).size).toBe(100);
    for (const text of strings) {
      expect(text).toMatch(/^esdb:\/\/localhost:2113\/?\?tls=false&keepAliveTimeout=\d+$/);
      const timeoutMs = Number(text.split('=').at(-1));
      expect(timeoutMs).toBeGreaterThan(7_000);
      expect(timeoutMs).toBeLessThan(12_001);
    }
  });

  it('leaves keep-alive switched off', () => {
    expect(parseConnectionString('esdb://one?keepAliveTimeout=-1').connection()).toBe('esdb://one?keepAliveTimeout=-1');
  });

  it('cannot switch off that a failed append is an error: the setting has no effect here', () => {
    const text = parseConnectionString('esdb://one?throwOnAppendFailure=false&tls=false').connection();
    expect(text).toMatch(/^esdb:\/\/one\?tls=false&keepAliveTimeout=\d+$/);
  });

  it.each([
    ['another protocol', `postgres://me:${SECRET}@host/db`],
    ['no host', `esdb://me:${SECRET}@`],
    ['a password with a sign of the form in it', `esdb://me:${SECRET}/@host:2113`],
    ['an unknown setting', `esdb://me:${SECRET}@host:2113?tsl=false`],
    ['a setting without a value', `esdb://me:${SECRET}@host:2113?tls`],
    ['verification switched off, which this client cannot', `esdb://me:${SECRET}@host:2113?tlsVerifyCert=false`],
    ['a time that is no number', `esdb://me:${SECRET}@host:2113?keepAliveTimeout=soon`],
  ])('is refused without a word of the password: %s', (_, text) => {
    const print = jest.spyOn(console, 'warn').mockReturnValue(undefined);
    const refused = (): unknown => {
      try {
        return parseConnectionString(text).connection();
      } catch (error) {
        return error;
      }
    };
    const error = refused();
    expect(error).toBeInstanceOf(InvalidConnectionString);
    expect(JSON.stringify(error) + String(error) + String(print.mock.calls)).not.toContain(SECRET);
    print.mockRestore();
  });

  it('would have been printed whole by the client itself', () => {
    const print = jest.spyOn(console, 'warn').mockReturnValue(undefined);
    EventStoreDBClient.connectionString(`esdb://me:${SECRET}@host:2113?tsl=false`);
    expect(String(print.mock.calls)).toContain(SECRET);
    print.mockRestore();
  });
});
