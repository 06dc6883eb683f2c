import { describe, expect, it } from '@jest/globals';
import { branchItem } from '#chronicle/testing/branch-item.js';
import { countCharacters } from '#text/normalise.js';
import { itemsToAnswer, proposedAnswer, yearBefore } from './items-to-answer.js';

const closed = { on: '2024-06-28', how: { zh: '已销号', en: 'Closed' }, words: '同意销号。' };
const years = { year: 2024, lastYear: 2023 };

describe('what a report is to answer', () => {
  it.each([
    ['raised at the last review and open', {}, true],
    ['raised at the last review and closed', { settled: closed }, true],
    ['withdrawn since', { settled: closed, status: { code: 'withdrawn', zh: '已撤销', en: 'Withdrawn' } }, false],
    ['raised earlier and open', { raisedIn: 2021 }, true],
    ['raised earlier and closed', { raisedIn: 2021, settled: closed }, false],
    ['found by itself in between and open', { atReview: false, raisedIn: 2024 }, true],
    ['found by itself in between and closed', { atReview: false, raisedIn: 2023, settled: closed }, false],
    ['raised at this very review', { raisedIn: 2024 }, false],
    ['led here but told to another branch', { told: false }, false],
  ] as const)('given an item %s', (_what, some, expected) => {
    expect(itemsToAnswer([branchItem(some)], years)).toHaveLength(expected ? 1 : 0);
  });

  it('given reviews with a year left out, then the last one is the newest before', () => {
    expect(yearBefore(2024, [{ year: 2024 }, { year: 2022 }, { year: 2021 }])).toBe(2022);
    expect(yearBefore(2024, [{ year: 2024 }])).toBe(2023);
  });
});

describe('the answer proposed', () => {
  it('given an open item, then none', () => {
    expect(proposedAnswer(branchItem({ result: '已补缴' }), 'zh')).toBe('');
  });

  it('given a closed one, then its day, what was done and the conclusion', () => {
    const item = branchItem({ settled: closed, result: '已补缴' });
    expect(proposedAnswer(item, 'zh')).toBe('2024-06-28已销号。整改情况：已补缴。意见：同意销号。');
    expect(proposedAnswer(item, 'en')).toBe('Closed on 2024-06-28. What was done: 已补缴. Finding: 同意销号.');
    expect(proposedAnswer(branchItem({ settled: { ...closed, words: null } }), 'zh')).toBe('2024-06-28已销号。');
  });

  it('given a long result, then the answer is no longer than a report takes, and keeps the conclusion', () => {
    const answer = proposedAnswer(branchItem({ settled: closed, result: '改'.repeat(5_000) }), 'zh');
    expect(countCharacters(answer)).toBeLessThanOrEqual(5_000);
    expect(answer).toMatch(/改意见：同意销号。$/);
  });
});
