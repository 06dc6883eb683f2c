import { describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestApp } from '../testing/http-app.js';
import { Public } from './access.js';

let asked: () => void = () => undefined;
let answer: () => void = () => undefined;

@Controller('slow')
class SlowController {
  @Get()
  @Public()
  async read(): Promise<{ readonly read: boolean }> {
    const answered = new Promise<void>((resolve) => (answer = resolve));
    asked();
    await answered;
    return { read: true };
  }
}

describe('a program that is stopped', () => {
  it('answers what it was asked before, and does not wait for what a client that stays might ask next', async () => {
    const app = await startTestApp({ controllers: [SlowController] });
    const underWay = new Promise<void>((resolve) => (asked = resolve));
    const answering = app.anonymous.get('/api/v1/slow');
    await underWay;
    const closing = app.close();
    // The listening socket goes first; from then on a stop is on its way.
    while (await accepts(app.anonymous.url)) await sleep(5);
    answer();
    const { status, headers } = await answering;
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
    await closing;
  });

  it('does not wait for a connection on which nothing was asked yet', async () => {
    const app = await startTestApp({ environment: { SHUTDOWN_TIMEOUT_MS: '8000' } });
    const ready = connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(ready, 'connect');
    const closed = once(ready, 'close');
    await app.close();
    await closed;
  }, 5_000);
});

const accepts = (url: string): Promise<boolean> =>
  fetch(url, { headers: { Connection: 'close' } }).then(
    () => true,
    () => false,
  );
