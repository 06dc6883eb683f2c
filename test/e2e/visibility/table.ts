/** Who looks, in the order of the columns below. The secretary and the clerk are of branch 02, its leader is `deputy`. */
export const VIEWERS = [
  'office.clerk',
  'office.head',
  'chair',
  'deputy',
  'secretary.02',
  'clerk.02',
  'department.ORG',
  'review',
  'auditor',
  'admin',
  'outsider',
  'anonymous',
] as const;
export type Viewer = (typeof VIEWERS)[number];

/** For each relation to what is looked at, the answer to each viewer. */
export type Cells = Readonly<Record<string, readonly number[]>>;

const OVERSEERS_ONLY = [200, 200, 200, 404, 404, 404, 404, 200, 200, 403, 403, 401];
const OF_02 = [200, 200, 200, 200, 200, 200, 403, 200, 200, 403, 403, 401];
/** Told to branch 02, and 限班子. */
const OF_COMMITTEE = [200, 200, 200, 200, 404, 404, 404, 200, 200, 403, 403, 401];
const OF_05 = [200, 200, 200, 404, 404, 404, 403, 200, 200, 403, 403, 401];

/** The business of one branch: its own people, the leader whose contact point it is, and those who oversee all. */
const BRANCH: Cells = { own: OF_02, foreign: OF_05 };
/** A list, of which everyone sees a part. */
const LIST: Cells = { part: OF_02 };
const ITEMS: Cells = { part: [200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 401] };
const EVERYONE: Cells = { self: [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 401] };
const IMPORTERS = [200, 200, 403, 403, 403, 403, 403, 403, 403, 200, 403, 401];
const ADMIN: Cells = { accounts: [403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 401] };

/** Those who draft, each their own. */
const DRAFTERS: Cells = { part: [200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 401] };
/** The chair, the office, and whoever is named to comment on the branch. */
const COMMENTING = [200, 200, 200, 404, 403, 403, 403, 403, 403, 403, 403, 401];

/** Every route that is read, and what it answers to whom. */
export const CELLS: Readonly<Record<string, Cells>> = {
  '/sessions/notice': { any: [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200] },
  '/sessions/current': EVERYONE,
  '/me': EVERYONE,
  '/me/branch': { own: [404, 404, 404, 404, 200, 200, 404, 404, 404, 404, 403, 401] },
  '/persons': EVERYONE,
  '/persons/holders': { named: [200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 401] },
  '/users': ADMIN,
  '/users/{user}': ADMIN,
  '/imports/template.xlsx': { any: IMPORTERS },
  '/imports/templates/{file}': { any: IMPORTERS },
  '/imports/{import}': { 'of the office': [200, 200, 403, 403, 403, 403, 403, 403, 403, 404, 403, 401] },
  '/imports/{import}/errors': { 'of the office': [200, 200, 403, 403, 403, 403, 403, 403, 403, 404, 403, 401] },
  '/branches': LIST,
  '/branches/{code}': BRANCH,
  '/branches/{code}/handover': BRANCH,
  '/branches/{code}/timeline': BRANCH,
  '/branches/{code}/annual-sheets/{year}': BRANCH,
  '/branches/{code}/oversight': BRANCH,
  '/reviews': LIST,
  '/reviews/{year}': LIST,
  '/reviews/{year}/overview': LIST,
  '/reviews/{year}/minutes': LIST,
  '/reviews/{year}/annual-sheets': LIST,
  '/reviews/{year}/reports/{branch}': BRANCH,
  '/reviews/{year}/reports/{branch}/to-answer': BRANCH,
  '/reviews/{year}/branches/{branch}/brief': { own: COMMENTING, foreign: COMMENTING },
  '/problems': ITEMS,
  '/problems/{problem}': {
    own: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
    foreign: OVERSEERS_ONLY,
    'committee only': OF_COMMITTEE,
    led: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
    'led by a department': [200, 200, 200, 404, 404, 404, 200, 200, 200, 403, 403, 401],
    'led by the office': [200, 200, 200, 200, 404, 404, 404, 200, 200, 403, 403, 401],
    'supported by a department': [200, 200, 200, 404, 404, 404, 200, 200, 200, 403, 403, 401],
    'with a measure led by own': [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
  },
  '/lists/problems': ITEMS,
  '/lists/tasks': ITEMS,
  '/lists/responsibilities': ITEMS,
  '/exports': { all: [403, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403, 401] },
  '/reviews/{year}/problem-list': ITEMS,
  '/common-problems': ITEMS,
  '/common-problems/{common}': {
    own: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
    foreign: OVERSEERS_ONLY,
    'committee only': OF_COMMITTEE,
  },
  '/notices': ITEMS,
  '/notices/{number}': {
    own: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
    foreign: OVERSEERS_ONLY,
    'committee only': OF_COMMITTEE,
    'led by a department': [200, 200, 200, 404, 404, 404, 200, 200, 200, 403, 403, 401],
  },
  '/goals': LIST,
  '/goals/{goal}': BRANCH,
  '/requirements': ITEMS,
  '/requirements/{requirement}': { addressed: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401] },
  '/changes': LIST,
  '/changes/stream': LIST,
  '/drafts': DRAFTERS,
  '/entries/{stream}/{revision}/history': {
    own: [200, 200, 200, 200, 200, 200, 404, 200, 200, 403, 403, 401],
    foreign: OVERSEERS_ONLY,
    // A step in the life of that problem.
    'committee only': OF_COMMITTEE,
  },
  '/drafts/{kind}/{key}': {
    own: [404, 404, 404, 404, 200, 200, 404, 403, 403, 403, 403, 401],
    foreign: [404, 404, 404, 404, 404, 404, 404, 403, 403, 403, 403, 401],
  },
  '/work-queue': ITEMS,
};
