import { describe, expect, it } from '@jest/globals';
import { SseReader } from '#chronicle/testing/sse-reader.js';
import type { PlayedStory } from '../story/played-story.js';
import { cellName, KINDS, markOf } from './levels.js';
import type { Place, Said } from './levels.js';

const PREFIX = '/api/v1';

/** Kinds that stand in the history of branch 02, and may be 限班子. */
const KEPT = Object.keys(KINDS).filter((kind) => {
  const { readBy, refused } = KINDS[kind] ?? {};
  return refused === undefined && readBy?.whole.includes('clerk.02') === true && kind !== 'summary';
});

const ADDRESSES = [
  '/branches/02/timeline?limit=200&direction=newest-first',
  '/branches/02/oversight',
  '/reviews/2024/reports/02',
  '/reviews/2024/minutes',
  '/problems?branch=02&limit=200',
  '/lists/problems?branch=02&format=csv',
  '/common-problems',
  '/me/branch',
];

export const describeSetLevels = (story: () => PlayedStory, said: () => Said, settled: () => Promise<void>): void => {
  const placeOf = (kind: string): Place => {
    const place = said().places.get(cellName({ kind, level: 'internal' }));
    if (place === undefined) throw new Error(`${kind} was not recorded`);
    return place;
  };

  const setAll = async (level: string): Promise<readonly string[]> => {
    const head = await story().as('office.head');
    const refused: string[] = [];
    for (const kind of KEPT) {
      const { stream, revision } = placeOf(kind);
      const answer = await head.post(`${PREFIX}/entries/${stream}/${String(revision)}/level`, {
        level,
        reason: '调整',
      });
      if (answer.status !== 201) refused.push(`${kind}: ${String(answer.code)} ${answer.errors.join()}`);
    }
    await settled();
    return refused;
  };

  /** Kinds whose internal words somebody meets. */
  const met = async (login: string): Promise<readonly string[]> => {
    const client = await story().as(login);
    const texts: string[] = [];
    for (const address of ADDRESSES) texts.push(JSON.stringify((await client.get(`${PREFIX}${address}`)).body));
    return KEPT.filter((kind) => texts.some((text) => text.includes(markOf(kind, 'internal'))));
  };

  describe('an entry whose level is set', () => {
    it('is hidden at once from the branch, with all that it brought up, and shown again', async () => {
      expect(await met('secretary.02')).toEqual(KEPT);
      expect(await setAll('committee-only')).toEqual([]);
      expect(await met('secretary.02')).toEqual([]);
      expect(await met('deputy')).toEqual(KEPT);
      expect(await setAll('internal')).toEqual([]);
      expect(await met('secretary.02')).toEqual(KEPT);
    }, 60_000);

    it('is in no count of those who do not read it', async () => {
      const total = async (login: string): Promise<readonly number[]> => {
        const { body } = await (await story().as(login)).get(`${PREFIX}/problems?branch=02&limit=200`);
        const { items, counts } = body as { items: readonly object[]; counts: { byStatus: Record<string, number> } };
        return [items.length, Object.values(counts.byStatus).reduce((sum, count) => sum + count, 0)];
      };
      const [own, leader] = [await total('secretary.02'), await total('deputy')];
      expect(own[1]).toBe(own[0]);
      expect(leader[1]).toBe(leader[0]);
      expect(leader[0]).toBeGreaterThan(own[0] ?? 0);
    });

    it('is told of by nothing that is live, nor when it is asked for later', async () => {
      const [secretary, deputy, clerk] = [
        await story().as('secretary.02'),
        await story().as('deputy'),
        await story().as('office.clerk'),
      ];
      const { next } = (await secretary.get(`${PREFIX}/changes`)).body as { readonly next: string };
      const streams = await Promise.all(
        [secretary, deputy].map((client) => SseReader.open(client, `${PREFIX}/changes/stream`)),
      );
      await Promise.all(streams.map((stream) => stream.until(({ event }) => event === 'ready')));
      const note = (level: string) => clerk.post(`${PREFIX}/oversight/02/notes`, { words: '沟通', level });
      const [hidden, shown] = [await note('committee-only'), await note('internal')];
      const revisions = [hidden, shown].map((answer) => Number(answer.at('events', 0, 'revision')));
      const heard = async (stream: SseReader): Promise<readonly unknown[]> => {
        await stream.until(({ data }) => JSON.stringify(data).includes(`"revision":${String(revisions[1])}`));
        const changes = stream.all.flatMap(({ data }) => (data as { changes?: readonly object[] }).changes ?? []);
        return changes.map((change) => (change as { revision: unknown }).revision);
      };
      expect(await Promise.all(streams.map(heard))).toEqual([[revisions[1]], revisions]);
      for (const stream of streams) stream.close();
      const since = (await secretary.get(`${PREFIX}/changes?since=${next}`)).at('items') as readonly object[];
      expect(since.map((news) => (news as { revision: unknown }).revision)).toEqual([revisions[1]]);
    });

    it('is not there for the branch, and stays as it is where the level is refused', async () => {
      const [secretary, head, clerk] = [
        await story().as('secretary.02'),
        await story().as('office.head'),
        await story().as('office.clerk'),
      ];
      const { stream, revision } = said().places.get(cellName({ kind: 'note', level: 'committee-only' })) ?? {};
      const entry = `${PREFIX}/entries/${stream ?? ''}/${String(revision)}`;
      expect((await secretary.get(`${entry}/history`)).status).toBe(404);
      expect((await clerk.post(`${entry}/level`, { level: 'internal', reason: '公开' })).status).toBe(403);
      expect((await head.post(`${entry}/level`, { reason: '未写范围' })).errors).toEqual(['level: field-required']);
      expect((await head.post(`${entry}/level`, { level: 'secret', reason: '不存在' })).errors).toEqual([
        'level: not-one-of',
      ]);
      expect((await head.post(`${entry}/level`, { level: 'committee-only', reason: '已是' })).code).toBe('level-is-so');
      expect((await head.get(`${entry}/history`)).body).toMatchObject({ level: 'committee-only', levels: [] });
    });

    it('is on every print and file the narrowest of what is in it', async () => {
      const head = async (login: string, path: string, accept = '*/*'): Promise<string> =>
        String((await (await story().as(login)).get(`${PREFIX}${path}`, { Accept: accept })).body).slice(0, 160);
      const csv = '/lists/problems?branch=02&format=csv';
      expect(await head('office.head', csv)).toMatch(/^.?问题清单,限班子,党委办公室负责人,/u);
      expect(await head('secretary.02', csv)).toMatch(/^.?问题清单,内部,02,/u);
      const minutes = ['/reviews/2024/minutes', 'text/markdown'] as const;
      expect(await head('office.head', ...minutes)).toContain('**限班子** · 党委办公室负责人 · ');
      expect(await head('secretary.02', ...minutes)).toContain('**内部** · 02 · ');
      const exports = await (await story().as('auditor')).get(`${PREFIX}/exports?limit=2`);
      expect([0, 1].map((n) => exports.at('items', n, 'level'))).toEqual(['internal', 'committee-only']);
    });
  });
};
