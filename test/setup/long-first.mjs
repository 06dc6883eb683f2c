import Sequencer from '@jest/test-sequencer';

const LONG = /\/test\/(e2e|faults|real-server|contract)\//;

/**
 * As long as nobody knows how long a suite takes, as in a fresh clone, those that start whole programs come first: a
 * long one that came last would be waited for alone.
 */
export default class LongFirst extends Sequencer {
  sort(tests) {
    const rank = ({ duration, path }) => (duration === undefined && LONG.test(path) ? 0 : 1);
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
