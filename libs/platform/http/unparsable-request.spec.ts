import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { refuseUnparsable } from './unparsable-request.js';

describe('given a server', () => {
  const server = createServer((_request, response) => response.end('reached'));
  server.on('clientError', refuseUnparsable);

  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => server.close());

  const answerTo = async (head: string): Promise<string> => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  };

  test.each([
    ['uri-malformed', 400, 'GET /a?text=党费 HTTP/1.1'],
    ['bad-request', 400, 'NOTHING'],
    ['header-too-large', 431, `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}`],
  ])('a request that cannot be read is answered with a problem: %s', async (code, status, head) => {
    const [top, body = ''] = (await answerTo(head)).split('\r\n\r\n');
    expect(top).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} .*application/problem\\+json`, 's'));
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  test('a request that can be read is none of its business', async () => {
    expect(await answerTo('GET /a?text=%E5%85%9A HTTP/1.1')).toContain('reached');
  });
});
