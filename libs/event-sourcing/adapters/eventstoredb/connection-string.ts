/** The names of its settings, as the client knows them; others it would print, and the password with them. */
const KNOWN = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'dnsdiscover',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'throwonappendfailure',
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
]);

const FORM = /^esdb(\+discover)?:\/\/(?:[^:/?]+:[^@/?]+@)?([^@/?]+)\/*(?:\?(.*))?$/;

/** A string that is no connection string of EventStoreDB. Says what is wrong, without a part that may be secret. */
export class InvalidConnectionString extends Error {
  override readonly name = 'InvalidConnectionString';
}

/** A checked connection string. */
export interface EventStoreDbUrl {
  /** Whether there is more than one node: one of them may be behind another. */
  readonly cluster: boolean;
  /**
   * The string for one more connection. Connections whose settings are alike share a socket, with its limit of 100
   * calls and its fate; so no two get quite the same keep-alive.
   */
  connection(): string;
}

/** @throws InvalidConnectionString */
export function parseConnectionString(text: string): EventStoreDbUrl {
  const url = text.trim();
  const [, discover, hosts, query] = FORM.exec(url) ?? [];
  if (hosts === undefined)
    throw new InvalidConnectionString('it has the form esdb://user:password@host:2113?tls=true, or esdb+discover://…');
  const settings = (query ?? '').split('&').filter((pair) => pair !== '');
  settings.forEach(assertKnown);
  const others = settings.filter(
    (pair) => keyOf(pair) !== 'keepalivetimeout' && keyOf(pair) !== 'throwonappendfailure',
  );
  const timeout = valueOf(settings, 'keepalivetimeout');
  const base = query === undefined ? url.replace(/\/+$/, '') : url.slice(0, url.indexOf('?'));
  return {
    cluster: discover !== undefined || hosts.includes(','),
    connection: () => `${base}?${[...others, `keepAliveTimeout=${keepAliveTimeout(timeout)}`].join('&')}`,
  };
}

function assertKnown(pair: string): void {
  const key = keyOf(pair);
  const name = pair.split('=', 1)[0] ?? '';
  if (!KNOWN.has(key)) throw new InvalidConnectionString(`the setting ${name} is not known`);
  if (!/^[^=]+=[^&?]+$/.test(pair)) throw new InvalidConnectionString(`the setting ${name} has no value`);
  if (key === 'tlsverifycert' && pair.endsWith('=false'))
    throw new InvalidConnectionString(
      'tlsVerifyCert=false has no effect in this client: name the authority in tlsCAFile',
    );
}

/** As the client compares names. */
const keyOf = (pair: string): string => (pair.split('=', 1)[0] ?? '').trim().toLowerCase().replace(/[_-]/g, '');

const valueOf = (settings: readonly string[], key: string): string | undefined =>
  settings.find((pair) => keyOf(pair) === key)?.split('=')[1];

const DEFAULT_KEEP_ALIVE_TIMEOUT_MS = 10_000;
let connections = 0;

function keepAliveTimeout(given: string | undefined): string {
  const timeoutMs = given === undefined ? DEFAULT_KEEP_ALIVE_TIMEOUT_MS : Number.parseInt(given, 10);
  if (Number.isNaN(timeoutMs) || timeoutMs < -1) throw new InvalidConnectionString('keepAliveTimeout is no number');
  // Switched off it stays.
  if (timeoutMs === -1) return '-1';
  connections = (connections + 1) % 5_000;
  return String(timeoutMs + connections);
}
