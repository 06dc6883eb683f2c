import { beforeAll, describe, expect, it } from '@jest/globals';
import { HttpClient } from '#platform/testing/http-client.js';
import { inner } from './played-story.js';
import type { PlayedStory } from './played-story.js';
import { eventsOfBranch } from './timeline-fold.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';

/** Business that stands behind every role; of branch 01 and of all. */
const OF_BRANCH_01 = [
  '/branches/01',
  '/branches/01/timeline',
  '/branches/01/annual-sheets/2024',
  '/problems/2023-述职-01-01',
  '/goals/2023-目标-01-01',
  '/reviews/2023/reports/01',
];
const LISTS = ['/branches', '/problems', '/goals', '/requirements', '/reviews', '/reviews/2023/annual-sheets'];

export const describeSight = (story: () => PlayedStory): void => {
  const status = async (login: string, path: string): Promise<number> =>
    (await story().read(login, encodeURI(path))).status;
  const branchesIn = async (login: string, path: string, member = 'branch'): Promise<readonly unknown[]> => [
    ...new Set((await story().items(login, path)).map((item) => item[member])),
  ];

  beforeAll(async () => {
    const users = [
      { login: 'department.HR', grants: [{ role: 'department', unit: 'HR', from: '2023-12-01' }] },
      { login: 'nobody', grants: [] },
    ];
    const admin = await story().as('admin');
    const body = { users: users.map((user) => ({ ...user, name: user.login, password: PASSWORD })) };
    expect((await admin.post('/api/v1/users', body)).status).toBe(201);
  });
  const also = (login: string): Promise<HttpClient> => new HttpClient(story().url).signIn(login, PASSWORD);

  describe.each(['secretary.02', 'clerk.02'])('%s', (login) => {
    it('sees the own branch, and of lists its part alone', async () => {
      expect(await branchesIn(login, '/problems')).toEqual(['02']);
      expect(await branchesIn(login, '/goals')).toEqual(['02']);
      expect(await branchesIn(login, '/branches', 'code')).toEqual(['02']);
      expect(await branchesIn(login, '/reviews/2024/annual-sheets')).toEqual(['02']);
      const overview = await story().read(login, '/reviews/2023/overview');
      expect([overview.at('items', 0, 'branch'), overview.at('items', 1)]).toEqual(['02', undefined]);
      const requirements = await story().items(login, '/requirements');
      expect(requirements.map(({ units }) => Object(units).map((part: object) => Reflect.get(part, 'unit')))).toEqual([
        ['02'],
        ['02'],
        ['02'],
      ]);
      const minutes = await story().read(login, '/reviews/2023/minutes');
      expect([minutes.at('scope'), minutes.at('reports', 0, 'branch'), minutes.at('reports', 1)]).toEqual([
        'own',
        '02',
        undefined,
      ]);
    });

    it('sees the own history without the votes, and the grade that was fed back', async () => {
      const expected = eventsOfBranch(story().events, '02').filter(({ type }) => !type.startsWith('Appraisal'));
      const entries = await story().items(login, '/branches/02/timeline');
      expect(entries).toHaveLength(expected.length);
      expect((await story().read(login, '/reviews/2023/reports/02')).body).toMatchObject({
        tallies: null,
        grade: { grade: 'good' },
      });
    });

    it.each(OF_BRANCH_01)('is told of %s no more than of what does not exist', async (path) => {
      const absent = await story().read(login, encodeURI(path.replace('01', '77')));
      const foreign = await story().read(login, encodeURI(path));
      expect([foreign.status, foreign.code]).toEqual([404, absent.code]);
      expect(foreign.at('detail')).toBe(absent.at('detail'));
      expect(await status('chair', path)).toBe(200);
    });

    it('may not act on what is not its own, nor do what its role may not', async () => {
      const client = await story().as(login);
      const progress = { words: '推进', done: false };
      const foreign = await client.post(encodeURI('/api/v1/problems/2023-述职-04-02/measures/1/progress'), progress);
      expect(foreign.status).toBe(404);
      const closure = await client.post(encodeURI('/api/v1/problems/2023-述职-05-01/closure'), {});
      expect(closure.status).toBe(403);
      expect((await client.post('/api/v1/replays', { year: 2024 })).status).toBe(403);
    });
  });

  it('a contact-point leader sees these branches and no other', async () => {
    // With what the office itself must put right, which every member of the committee sees.
    expect(await branchesIn('deputy', '/problems')).toEqual(['01', '02', '03', '04', 'OFFICE']);
    expect(await status('deputy', '/branches/04/timeline')).toBe(200);
    expect(await status('deputy', '/branches/05/timeline')).toBe(404);
  });

  it('the auditor reads everything, votes as totals only, and changes nothing', async () => {
    for (const path of [...OF_BRANCH_01, ...LISTS]) expect([path, await status('auditor', path)]).toEqual([path, 200]);
    const report = await story().read('auditor', '/reviews/2023/reports/01');
    expect(report.at('tallies', 0, 'totals', 'issued')).toBe(43);
    expect(report.at('tallies', 0, 'groups')).toBeUndefined();
    expect((await story().read('chair', '/reviews/2023/reports/01')).at('tallies', 0, 'groups')).toHaveLength(3);
    const auditor = await story().as('auditor');
    expect((await auditor.post('/api/v1/reviews/2024/reports/01/comments', {})).status).toBe(403);
  });

  it('a department that leads nothing sees an empty ledger and no branch', async () => {
    const department = await also('department.HR');
    expect((await department.get('/api/v1/problems')).body).toMatchObject({ items: [] });
    for (const path of OF_BRANCH_01) {
      const { status } = await department.get(`/api/v1${encodeURI(path)}`);
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
    }
  });

  it.each(['admin', 'nobody'])('%s has no business data at all', async (login) => {
    const client = login === 'admin' ? await story().as('admin') : await also(login);
    for (const path of [...OF_BRANCH_01, ...LISTS, '/reviews/2023/overview', '/reviews/2023/minutes']) {
      const answer = await client.get(`/api/v1${encodeURI(path)}`);
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect((await client.post('/api/v1/branches', { code: '10', name: '第十党支部' })).status).toBe(403);
  });

  it('nobody gets in without signing in', async () => {
    const anonymous = new HttpClient(story().url);
    for (const path of [...OF_BRANCH_01, ...LISTS, '/users'])
      expect([path, (await anonymous.get(`/api/v1${encodeURI(path)}`)).status]).toEqual([path, 401]);
  });

  it('shows each role what it may do next, with the reason where it may not', async () => {
    const actions = async (login: string): Promise<readonly unknown[]> =>
      Object((await story().read(login, encodeURI('/problems/2023-述职-05-01'))).at('actions'));
    expect(await actions('office.head')).toContainEqual(
      expect.objectContaining({ act: 'close-problem', allowed: true }),
    );
    const [closing] = (await actions('office.head')).filter(
      (each) => inner({ each }, 'each', 'act') === 'begin-standing',
    );
    expect(closing).toMatchObject({ allowed: false, reason: { code: 'no-standing-measures' } });
    expect(await actions('auditor')).toEqual([]);
  });
};
