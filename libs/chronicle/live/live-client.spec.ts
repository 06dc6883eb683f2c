import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { LiveClient } from './live-client.js';

const change = (n: number) => ({ id: String(n), event: 'change', data: { n } });
const textOf = async (stream: PassThrough): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

describe('a client of the live changes', () => {
  it('gets each message in the form of server-sent events', async () => {
    const stream = new PassThrough();
    const client = new LiveClient(stream);
    client.send(change(7));
    client.send({ event: 'day', data: { day: '2024-01-19' } });
    client.end();
    expect(await textOf(stream)).toBe(
      'id: 7\nevent: change\ndata: {"n":7}\n\nevent: day\ndata: {"day":"2024-01-19"}\n\n',
    );
  });

  it('that reads slowly gets everything in order, once it reads', async () => {
    const stream = new PassThrough({ highWaterMark: 8 });
    const client = new LiveClient(stream, 10);
    for (let n = 0; n < 10; n += 1) client.send(change(n));
    const reading = textOf(stream);
    await client.flushed();
    client.end();
    expect((await reading).match(/id: \d/g)).toEqual(Array.from({ length: 10 }, (_, n) => `id: ${String(n)}`));
  });

  it('that does not read is cut, and costs no more memory than was said', () => {
    const stream = new PassThrough({ highWaterMark: 8 });
    const client = new LiveClient(stream, 10);
    for (let n = 0; n < 11; n += 1) client.send(change(n));
    expect(client.isOpen).toBe(true);
    client.send(change(11));
    expect(client.isOpen).toBe(false);
    expect(stream.readableLength).toBeLessThan(200);
  });

  it('that has gone harms nobody', () => {
    const stream = new PassThrough();
    const client = new LiveClient(stream);
    stream.destroy(new Error('connection reset'));
    client.send(change(1));
    expect(client.isOpen).toBe(false);
  });
});
