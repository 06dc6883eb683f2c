import type { onRequestHookHandler } from 'fastify';
import { addressKey } from './address.js';
import { RequestProblem } from './request-problem.js';
import { WindowCounter } from './window-counter.js';

const MINUTE_MS = 60_000;

export const tooManyRequests = (seconds: number): RequestProblem =>
  new RequestProblem(429, 'too-many-requests', { seconds }, [], { 'Retry-After': String(seconds) });

/** Requests per address and minute: far more than a hall of people needs, far fewer than a flood. */
export class RequestThrottle {
  private readonly counter: WindowCounter;

  constructor(
    private readonly perMinute: number,
    now?: () => number,
  ) {
    this.counter = new WindowCounter(MINUTE_MS, now);
  }

  readonly hook: onRequestHookHandler = (request, _reply, done) => {
    const key = addressKey(request.ip);
    if (this.counter.add(key) <= this.perMinute) return done();
    return done(tooManyRequests(this.counter.secondsLeft(key)));
  };
}
