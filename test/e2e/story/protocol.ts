import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { HttpClient } from '#platform/testing/http-client.js';
import { readRawLog } from '../../setup/raw-log.js';
import type { PlayedStory } from './played-story.js';

const COMMENTS = '/api/v1/reviews/2024/reports/02/comments';
const RENAMING = '/api/v1/branches/09/name';

export const describeProtocol = (story: () => PlayedStory): void => {
  const clerk = (): Promise<HttpClient> => story().as('office.clerk');
  const lengthOf = async (stream: string): Promise<number> =>
    (await readRawLog(story().databaseUrl)).filter((event) => event.stream === stream).length;

  describe('the replay of a year', () => {
    it('finds the log intact and the sheets equal to it, and gives the same bytes twice', async () => {
      const review = await story().as('review');
      const first = await review.post('/api/v1/replays', { year: 2024 });
      expect(first.status).toBe(200);
      expect(first.at('verdict')).toEqual({ verdict: 'intact', log: 'intact', sheets: 'equal', different: [] });
      expect(first.at('report', 'log', 'ordinal')).toBe(story().events.length);
      const second = await (await story().as('auditor')).post('/api/v1/replays', { year: 2024 });
      expect(second.at('digest')).toBe(first.text('digest'));
      expect(JSON.stringify(second.at('report'))).toBe(JSON.stringify(first.at('report')));
    });
  });

  describe('a comment and what follows from it', () => {
    it('can be read and dispatched at once, again and again: nobody meets a 404', async () => {
      const chair = await story().as('chair');
      const head = await story().as('office.head');
      for (let round = 1; round <= 8; round += 1) {
        const problems = [{ statement: `第${String(round)}次点评指出的问题`, category: '组织生活' }];
        const commented = await chair.post(COMMENTS, { problems });
        expect(commented.status).toBe(201);
        const problem = commented.text('events', 1, 'data', 'problem');
        const after = commented.headers.get('log-position') ?? '';
        const [read, tooEarly] = await Promise.all([
          head.get(`/api/v1/problems/${problem}?after=${after}`),
          head.post(`/api/v1/problems/${problem}/dispatch`, { noticeNumber: '1号', planDueOn: '2025-02-10' }),
        ]);
        expect([read.status, read.at('status', 'code')]).toEqual([200, 'flagged']);
        expect([tooEarly.status, tooEarly.code]).toEqual([409, 'problem-not-in-status']);
        const { body } = await chair.get(`/api/v1/reviews/2024/problem-list?after=${after}`);
        const standing = (body as { readonly toApprove: readonly string[] }).toApprove;
        expect(standing).toContain(problem);
        const list = { documentNumber: `集团党发〔2025〕${String(round)}号`, problems: standing };
        expect((await chair.post('/api/v1/reviews/2024/problem-list', list)).status).toBe(201);
        const notice = { noticeNumber: `〔2025〕${String(round)}号`, planDueOn: '2025-02-10' };
        const dispatched = await head.post(`/api/v1/problems/${problem}/dispatch`, notice);
        expect([dispatched.status, dispatched.code]).toEqual([201, undefined]);
        const secretary = await story().as('secretary.02');
        const own = await secretary.get(
          `/api/v1/problems/${problem}?after=${dispatched.headers.get('log-position') ?? ''}`,
        );
        expect([own.status, own.at('status', 'code')]).toEqual([200, 'dispatched']);
      }
    });
  });

  describe('If-Match', () => {
    it('lets through who read the last state, and answers 412 to who did not', async () => {
      const before = await lengthOf('branch-09');
      const read = await (await clerk()).get('/api/v1/branches/09');
      expect(read.headers.get('etag')).toBe(`"${String(before)}"`);
      const match = { 'If-Match': read.headers.get('etag') ?? '' };
      const first = await (await clerk()).put(RENAMING, { name: '离退休第一党支部' }, match);
      expect([first.status, first.headers.get('etag')]).toEqual([201, `"${String(before + 1)}"`]);
      const second = await (await clerk()).put(RENAMING, { name: '离退休第二党支部' }, match);
      expect([second.status, second.code]).toEqual([412, 'changed-meanwhile']);
      expect(await lengthOf('branch-09')).toBe(before + 1);
    });
  });

  describe('an Idempotency-Key', () => {
    it('gives the same answer again, however often and whatever happened meanwhile', async () => {
      const key = { 'Idempotency-Key': randomUUID() };
      const body = { name: '老干部党支部' };
      const first = await (await clerk()).put(RENAMING, body, key);
      expect(first.status).toBe(201);
      await (await clerk()).put(RENAMING, { name: '离退休党支部' });
      const length = await lengthOf('branch-09');
      const again = await Promise.all([1, 2, 3].map(async () => (await clerk()).put(RENAMING, body, key)));
      for (const answer of again) expect([answer.status, answer.body]).toEqual([201, first.body]);
      expect(await lengthOf('branch-09')).toBe(length);
    });

    it('is refused with another body, and free for another person', async () => {
      const key = { 'Idempotency-Key': randomUUID() };
      expect((await (await clerk()).put(RENAMING, { name: '甲党支部' }, key)).status).toBe(201);
      const other = await (await clerk()).put(RENAMING, { name: '乙党支部' }, key);
      expect([other.status, other.code]).toEqual([422, 'idempotency-key-reused']);
      const head = await story().as('office.head');
      expect((await head.put(RENAMING, { name: '乙党支部' }, key)).status).toBe(201);
    });

    it('sent many times at once, is recorded once', async () => {
      const key = { 'Idempotency-Key': randomUUID() };
      const length = await lengthOf('branch-09');
      const client = await clerk();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => client.put(RENAMING, { name: '丙党支部' }, key)),
      );
      for (const answer of answers) expect([answer.status, answer.body]).toEqual([201, answers[0]?.body]);
      expect(await lengthOf('branch-09')).toBe(length + 1);
    });
  });
};
