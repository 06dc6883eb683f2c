import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { addressKey } from '../http/address.js';
import { tooManyRequests } from '../http/request-throttle.js';
import { WindowCounter } from '../http/window-counter.js';
import { SessionClock } from './session-clock.js';

const FIRST_WAIT_MS = 5_000;

/**
 * Slows down guessing without locking anybody out: attempts count per account and address, so that nobody elsewhere can
 * shut an account, and past the limit each further one waits twice as long. A hall of people behind one address has a
 * generous limit of its own. Counts are per process.
 */
@Injectable()
export class SignInThrottle {
  private readonly attempts: WindowCounter;
  private readonly addresses: WindowCounter;
  private readonly blockedUntil = new Map<string, number>();
  private readonly windowMs: number;

  constructor(
    private readonly config: Config,
    private readonly clock: SessionClock,
  ) {
    const now = () => this.clock.now().getTime();
    this.windowMs = config.throttleSignInMinutes * 60_000;
    this.attempts = new WindowCounter(this.windowMs, now);
    this.addresses = new WindowCounter(this.windowMs, now);
  }

  /**
   * Counts an attempt before it is looked at, so that a thousand at once are a thousand.
   * @throws RequestProblem 429
   */
  admit(login: string, ip: string): void {
    const now = this.clock.now().getTime();
    const address = addressKey(ip);
    const key = `${login} ${address}`;
    const waitMs = (this.blockedUntil.get(key) ?? 0) - now;
    if (waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1_000));
    this.blockedUntil.delete(key);
    if (this.addresses.add(address) > this.config.throttleSignInPerAddress)
      throw tooManyRequests(this.addresses.secondsLeft(address));
    const excess = this.attempts.add(key) - this.config.throttleSignInPerAccount;
    if (excess <= 0) return;
    const backOffMs = Math.min(FIRST_WAIT_MS * 2 ** Math.min(excess - 1, 20), this.windowMs);
    this.block(key, now + backOffMs);
    throw tooManyRequests(Math.ceil(backOffMs / 1_000));
  }

  /** After a sign-in that succeeded. */
  succeeded(login: string, ip: string): void {
    this.attempts.forget(`${login} ${addressKey(ip)}`);
  }

  private block(key: string, until: number): void {
    const now = this.clock.now().getTime();
    for (const [other, end] of this.blockedUntil) if (end <= now) this.blockedUntil.delete(other);
    this.blockedUntil.set(key, until);
  }
}
