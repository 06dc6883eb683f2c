import { readFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';

export interface ServerInfo {
  readonly version: string;
  /** `leader`, `follower` and what comes before. */
  readonly state: string;
}

/** What an EventStoreDB says of itself to anybody who asks, by its connection string. */
export async function serverInfo(url: string): Promise<ServerInfo> {
  const body = JSON.parse(await askServer(url, 'GET', '/info')) as { esVersion: string; state: string };
  return { version: body.esVersion, state: body.state };
}

/** Speaks to the server's HTTP interface, as the user of the connection string. */
export async function askServer(url: string, method: string, path: string, body?: object): Promise<string> {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const secure = searchParams.get('tls') !== 'false';
  const authority = searchParams.get('tlsCAFile');
  const options: RequestOptions = {
    hostname,
    port: port === '' ? 2113 : port,
    method,
    path,
    headers: { 'Content-Type': 'application/json' },
    timeout: 5_000,
    ...(username !== '' && { auth: `${username}:${decodeURIComponent(password)}` }),
    ...(authority !== null && { ca: readFileSync(authority) }),
    rejectUnauthorized: searchParams.get('tlsVerifyCert') !== 'false',
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? requestSecure : requestPlain)(options, (response) => resolve(bodyOf(path, response)));
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.end(body && JSON.stringify(body));
  });
}

async function bodyOf(path: string, response: IncomingMessage): Promise<string> {
  const { statusCode = 0 } = response;
  const body = await text(response);
  if (statusCode >= 300) throw new Error(`${path}: ${String(statusCode)} ${body}`);
  return body;
}
