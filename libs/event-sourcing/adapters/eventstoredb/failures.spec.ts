import { describe, expect, it } from '@jest/globals';
import { InvalidPosition, StoreAccessDenied, StoreUnavailable } from '../../event-store.js';
import { isNeverSent, isNotLeader, isStreamDeleted, readFailure } from './failures.js';

/** An error as the client's transport raises it; its message may be empty. */
function callError(code: number, details: string, exception?: string): Error {
  const metadata = { get: (name: string): string[] => (name === 'exception' && exception ? [exception] : []) };
  return Object.assign(new Error(''), { code, details, metadata });
}

describe('what a failed read means', () => {
  it.each<[string, Error, new (...args: never[]) => Error]>([
    ['not reachable', callError(14, 'No connection established'), StoreUnavailable],
    ['no answer', callError(4, 'Deadline exceeded'), StoreUnavailable],
    ['cut by the server', callError(1, 'Cancelled'), StoreUnavailable],
    ['overloaded', callError(14, 'Server Is Too Busy'), StoreUnavailable],
    ['another node leads', callError(5, 'Leader info available', 'not-leader'), StoreUnavailable],
    ['an election', callError(2, 'No leader info available in response'), StoreUnavailable],
    ['no node found', new Error('Failed to discover after 10 attempts.'), StoreUnavailable],
    ['not allowed', callError(7, 'Access Denied', 'access-denied'), StoreAccessDenied],
    ['not allowed, under another code', callError(2, '', 'access-denied'), StoreAccessDenied],
    ['not known', callError(16, ''), StoreAccessDenied],
    ['no event there', callError(2, 'Unexpected ReadAllResult: InvalidPosition'), InvalidPosition],
  ])('%s', (_, error, type) => {
    expect(readFailure(error)).toBeInstanceOf(type);
    expect(readFailure(error).cause).toBe(error);
  });

  it('is no reason to ask again when the request itself is refused', () => {
    const failure = readFailure(callError(3, 'Invalid count'));
    expect(failure).not.toBeInstanceOf(StoreUnavailable);
    expect(failure.message).toContain('Invalid count');
  });

  it('says something also where the server gives no words', () => {
    expect(readFailure(callError(14, '')).message).toBe('the event store cannot be read: no reason given');
  });
});

describe('what a failed call tells', () => {
  it('was never sent without a connection; was perhaps sent when it was lost', () => {
    expect(isNeverSent(callError(14, 'No connection established. Last error: connect ECONNREFUSED'))).toBe(true);
    expect(isNeverSent(new Error('Failed to discover after 10 attempts.'))).toBe(true);
    expect(isNeverSent(callError(14, 'Connection dropped'))).toBe(false);
    expect(isNeverSent(callError(14, 'read ECONNRESET'))).toBe(false);
  });

  it('is known by the server’s name for it, and not by its words', () => {
    expect(isNotLeader(callError(5, 'anything', 'not-leader'))).toBe(true);
    expect(isStreamDeleted(callError(9, 'anything', 'stream-deleted'))).toBe(true);
    expect(isStreamDeleted(callError(9, 'stream-deleted'))).toBe(false);
  });
});
