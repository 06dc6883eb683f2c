import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { RECORDING_ROLES } from '#platform/auth/recording-roles.js';
import { HttpClient } from '#platform/testing/http-client.js';
import type { PlayedStory } from '../story/played-story.js';
import { feedBack, MARKS, prepareGround, removeMarked } from './ground.js';
import type { Ground } from './ground.js';
import { cellName, KINDS, LEVEL_CELLS, LEVELLED, markOf, readersOf, REFUSALS, sayAll } from './levels.js';
import type { Said } from './levels.js';
import { describeSetLevels } from './set-levels.js';
import { CELLS, VIEWERS } from './table.js';
import type { Viewer } from './table.js';

interface Operation {
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string }[];
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const PREFIX = '/api/v1';
const ABSENT: Readonly<Record<string, string>> = {
  year: '2099',
  code: '77',
  branch: '77',
  problem: '2099-review-77-01',
  common: '2099-common-77',
  number: 'X',
  goal: '2099-goal-77-01',
  requirement: '2099-requirement-77',
  item: '2099-review-77-01',
  subject: '2099-review-77-01',
  form: 'report-review',
};
const { paths }: Described = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const READ = Object.keys(paths)
  .filter((path) => paths[path]?.['get'] !== undefined)
  .map((path) => path.slice(PREFIX.length));

const takes = (route: string, method: string, parameter: string): boolean =>
  paths[`${PREFIX}${route}`]?.[method]?.parameters?.some(({ name }) => name === parameter) ?? false;

/** What a route must be asked. */
const QUERIES: Readonly<Record<string, (ground: Ground) => string>> = {
  '/persons': ({ person }) => `?ids=${person}`,
  '/persons/holders': () => '?role=chair',
};

/** Every command, at an address where nothing stands, and the roles that its description names. */
const COMMANDS = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([method]) => takes(path.slice(PREFIX.length), method, 'Idempotency-Key'))
    .map(([method, { description }]) => ({
      name: `${method} ${path.slice(PREFIX.length)}`,
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ABSENT[name] ?? '1'),
      roles: /^Roles: (.+)/.exec(description ?? '')?.[1]?.split(', ') ?? [],
    })),
);

/** Where the thing stands to which a viewer has this relation. */
const addressOf = (route: string, relation: string, ground: Ground): string => {
  const { problems, commons, notices, user, started } = ground;
  const branch = relation === 'own' ? '02' : '05';
  const values: Readonly<Record<string, string | undefined>> = {
    branch,
    code: branch,
    year: '2024',
    problem: problems[relation],
    stream: relation === 'committee only' ? `problem-${problems[relation] ?? ''}` : `report-2023-${branch}`,
    revision: relation === 'committee only' ? '4' : '0',
    kind: 'report',
    key: `2024-${branch}`,
    common: commons[relation],
    number: notices[relation],
    import: started,
    file: 'problems.csv',
    goal: `2023-goal-${branch}-01`,
    requirement: '2023-requirement-01',
    user,
  };
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${route}: nobody knows a ${name} that is ${relation}`);
    return value;
  });
  const query = QUERIES[route]?.(ground) ?? (takes(route, 'get', 'limit') ? '?limit=200' : '');
  return `${PREFIX}${encodeURI(path)}${query}`;
};

const ROLE_OF: Readonly<Record<Viewer, string>> = {
  'office.clerk': 'office-clerk',
  'office.head': 'office-head',
  chair: 'chair',
  deputy: 'committee-member',
  'secretary.02': 'branch-secretary',
  'clerk.02': 'branch-clerk',
  'department.ORG': 'department',
  review: 'annual-review',
  auditor: 'auditor',
  admin: 'admin',
  outsider: 'none',
  anonymous: 'anonymous',
};

const OVERSEERS = ['office.clerk', 'office.head', 'chair', 'review', 'auditor'];

/** Who may meet the marked words of branch 05, by what they stand in; all others nowhere. */
const SEEN_BEFORE_FEEDBACK: Readonly<Record<keyof typeof MARKS, readonly string[]>> = {
  comment: [...OVERSEERS, 'secretary.05'],
  problem: [...OVERSEERS, 'secretary.05'],
  goal: [...OVERSEERS, 'secretary.05'],
  tally: OVERSEERS,
  draft: ['secretary.05'],
  life: [...OVERSEERS, 'deputy'],
  grade: ['office.clerk', 'office.head', 'chair'],
};
const SEEN = { ...SEEN_BEFORE_FEEDBACK, grade: [...OVERSEERS, 'secretary.05'] };

const LOOKERS = [...VIEWERS, 'secretary.05'];

export const describeVisibility = (story: () => PlayedStory): void => {
  let ground: Ground;
  let clients: ReadonlyMap<string, HttpClient>;
  let said: Said;

  beforeAll(async () => {
    ground = await prepareGround(story());
    said = await sayAll(story());
    const own = LOOKERS.filter((viewer) => viewer !== 'anonymous' && !ground.clients.has(viewer));
    const signedIn = await Promise.all(own.map(async (viewer) => [viewer, await story().as(viewer)] as const));
    clients = new Map([...signedIn, ...ground.clients, ['anonymous', new HttpClient(story().url)]]);
    await settled();
  }, 60_000);

  /** Until the read models show what was recorded last. */
  const settled = async (): Promise<void> => {
    const head = await story().as('office.head');
    const last = await head.put(`${PREFIX}/branches/05/name`, { name: `机关党支部${String(Date.now())}` });
    for (const list of ['problems', 'goals', 'reviews', 'branches'])
      await head.get(`${PREFIX}/${list}?after=${last.headers.get('log-position') ?? ''}`);
    await head.get(`${PREFIX}/branches/05/timeline?after=${last.headers.get('log-position') ?? ''}`);
  };

  const look = async (viewer: string, address: string): Promise<{ status: number; text: string }> => {
    const leave = new AbortController();
    const answer = await fetch(new URL(address, story().url), {
      headers: { ...clients.get(viewer)?.headers },
      signal: leave.signal,
    });
    const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const text = streams ? '' : await answer.text();
    leave.abort();
    return { status: answer.status, text };
  };

  it('has a cell for every route that is read, and for none that is not there', () => {
    expect(Object.keys(CELLS).toSorted()).toEqual(READ.toSorted());
  });

  describe.each(Object.entries(CELLS))('%s', (route, cells) => {
    it.each(Object.entries(cells))('%s', async (relation, expected) => {
      const address = addressOf(route, relation, ground);
      const statuses = await Promise.all(VIEWERS.map(async (viewer) => (await look(viewer, address)).status));
      const shown = (all: readonly number[]): object =>
        Object.fromEntries(VIEWERS.map((viewer, column) => [viewer, all[column]]));
      expect(shown(statuses)).toEqual(shown(expected));
    });
  });

  it.each(COMMANDS)(
    '$name is open to those whom its act names, and to the office that enters from paper',
    async (command) => {
      const { method, path, roles } = command;
      const open = new Set([...roles, ...RECORDING_ROLES]);
      for (const [viewer, role] of Object.entries(ROLE_OF)) {
        const answer = await clients.get(viewer)?.send(method, path, {});
        const refused = role === 'anonymous' ? 401 : 403;
        const isRefused =
          answer?.status === refused && answer.code === (role === 'anonymous' ? 'not-signed-in' : 'not-allowed');
        expect([viewer, isRefused]).toEqual([viewer, !open.has(role)]);
      }
    },
  );

  /** For each viewer, the names of the marked words that some answer shows. */
  const wordsSeen = async (
    lookers: readonly string[] = LOOKERS,
  ): Promise<Readonly<Record<string, readonly string[]>>> => {
    const addresses = Object.entries(CELLS).flatMap(([route, cells]) =>
      Object.keys(cells).map((relation) => addressOf(route, relation, ground)),
    );
    const seen = await Promise.all(
      lookers.map(async (viewer) => {
        const texts: string[] = [];
        for (const address of addresses) texts.push((await look(viewer, address)).text);
        const all = texts.join('\n');
        return [viewer, Object.entries(marks).flatMap(([name, words]) => (all.includes(words) ? [name] : []))] as const;
      }),
    );
    return Object.fromEntries(seen);
  };

  const marks: Readonly<Record<string, string>> = {
    ...MARKS,
    ...Object.fromEntries(LEVEL_CELLS.map((cell) => [cellName(cell), markOf(cell.kind, cell.level)])),
  };

  const expectedWords = (seenBy: Readonly<Record<string, readonly string[]>>): object => {
    const readers = { ...seenBy, ...Object.fromEntries(LEVEL_CELLS.map((cell) => [cellName(cell), readersOf(cell)])) };
    return Object.fromEntries(
      LOOKERS.map((viewer) => [viewer, Object.keys(marks).filter((name) => readers[name]?.includes(viewer))]),
    );
  };

  it('has a level cell for every act whose entries may have one', () => {
    const acts = new Set(Object.values(KINDS).map(({ act }) => act));
    expect(LEVELLED.filter((act) => !acts.has(act))).toEqual([]);
  });

  it('records at each level what units may read, and refuses what they could not', () => {
    expect(said.refusals).toEqual(REFUSALS);
  });

  it('shows the words of each level, the votes and the grade of a branch through no route to anybody else', async () => {
    expect(await wordsSeen()).toEqual(expectedWords(SEEN_BEFORE_FEEDBACK));
  }, 60_000);

  it('shows the grade to the branch, and to nobody else of another, once it was fed back', async () => {
    await feedBack(story());
    await settled();
    expect(await wordsSeen()).toEqual(expectedWords(SEEN));
  }, 60_000);

  it('shows words that two people removed through no route to anybody any more', async () => {
    await removeMarked(story());
    await settled();
    const left = { 'office.head': ['tally', 'life'], chair: ['tally', 'life'], 'secretary.05': ['draft'] };
    const seen = await wordsSeen(Object.keys(left));
    const marked = Object.entries(seen).map(([viewer, names]) => [viewer, names.filter((name) => name in MARKS)]);
    expect(Object.fromEntries(marked)).toEqual(left);
  }, 60_000);

  describeSetLevels(story, () => said, settled);
};
