import { LEVELS, levelRefusal } from '#access/levels.js';
import type { Level } from '#access/levels.js';
import { ACTS } from '#access/acts.js';
import type { ActName } from '#access/acts.js';
import type { Answer } from '#platform/testing/http-client.js';
import type { PlayedStory } from '../story/played-story.js';

const REPORT = '/api/v1/reviews/2024/reports/02';
const OVERSEERS = ['office.clerk', 'office.head', 'chair', 'review', 'auditor'];

/** What is said about branch 02: read by those who oversee all, the leader of its contact point, and its own people. */
const OF_02: Readers = {
  whole: [...OVERSEERS, 'deputy', 'secretary.02', 'clerk.02'],
  limited: [...OVERSEERS, 'deputy'],
};
/** The common part of a review. */
const OF_ALL: Readers = { whole: [...OF_02.whole, 'secretary.05'], limited: OF_02.limited };

interface Readers {
  readonly whole: readonly string[];
  /** Of what is 限班子. */
  readonly limited: readonly string[];
}

type Say = (story: PlayedStory, words: string, level: Level) => Promise<Answer>;

interface Kind {
  readonly act: ActName;
  readonly say: Say;
  readonly readBy: Readers;
  /** In place of being recorded, where a unit could not read what it has to do. */
  readonly refused?: Partial<Readonly<Record<Level, string>>>;
}

const HIDES_TASK = { 'committee-only': 'level-hides-task' } as const;
const NOT_FOR_ACT = { 'committee-only': 'level-not-for-act' } as const;

const as =
  (login: string, path: string, body: (words: string) => object, method: 'post' | 'put' = 'post'): Say =>
  async (story, words, level) =>
    (await story.as(login))[method](path, { ...body(words), level });

const problem = (statement: string) => ({ statement, category: '组织生活' });
const raised = (statement: string, more: object = {}) => ({ ...problem(statement), year: 2024, branch: '02', ...more });
const goals = (statement: string) => [{ statement, measure: '年底前完成', dueOn: '2025-12-31' }];
const office = { kind: 'office', code: 'OFFICE' };
const onPaper = { status: 'listed', since: '2024-03-01', raisedOn: '2024-03-01' };
const paper = { kind: 'ledger', number: '第2册第15页', date: '2024-03-01' };

/** An answer to a question of its own, which everybody who reads the branch reads. */
const answered: Say = async (story, words, level) => {
  const clerk = await story.as('office.clerk');
  const asked = await clerk.post(`${REPORT}/questions`, { words: '如何做到？' });
  const question = String(asked.at('events', 0, 'data', 'question'));
  return clerk.post(`${REPORT}/questions/${question}/answer`, { words, level });
};

/** Restated for the list, at the level at which it was said. */
const restated: Say = async (story, words, level) => {
  const chair = await story.as('chair');
  const said = await chair.post(`${REPORT}/comments`, { leading: false, problems: [problem('待规范')], level });
  const id = said.text('events', 1, 'data', 'problem');
  const path = `${REPORT}/problems/${id}/restatement`;
  return (await story.as('office.clerk')).post(path, { statement: words, level });
};

/** As one branch has it. */
const restatedPart: Say = async (story, words, level) => {
  const units = [{ branch: '02' }, { branch: '06' }];
  const body = { ...problem('待具体化'), units, level };
  const said = await (await story.as('chair')).post('/api/v1/reviews/2025/common-problems', body);
  const id = said.text('events', 0, 'data', 'children', 0, 'problem');
  const path = `/api/v1/reviews/2025/common-problems/${id}/restatement`;
  return (await story.as('office.clerk')).post(path, { statement: words, level });
};

const worded =
  (act: 'split' | 'merger', body: (words: string, other: string) => object): Say =>
  async (story, words, level) => {
    const chair = await story.as('chair');
    const problems = [problem('待规范'), problem('也待规范')];
    const said = await chair.post(`${REPORT}/comments`, { leading: false, problems, level });
    const [id, other] = [said.text('events', 1, 'data', 'problem'), said.text('events', 2, 'data', 'problem')];
    return (await story.as('office.clerk')).post(`${REPORT}/problems/${id}/${act}`, { ...body(words, other), level });
  };

/** Every kind of entry that has words of its own, at each level. */
export const KINDS: Readonly<Record<string, Kind>> = {
  opinions: {
    act: 'summarise-opinions',
    say: as('office.clerk', '/api/v1/reviews/2024/opinions', (summary) => ({ summary }), 'put'),
    // A later one takes the place of those before it; nobody else reads any.
    readBy: { whole: [], limited: OVERSEERS },
  },
  question: {
    act: 'record-question',
    say: as('office.clerk', `${REPORT}/questions`, (words) => ({ words })),
    readBy: OF_02,
  },
  answer: { act: 'record-question', say: answered, readBy: OF_02 },
  comment: {
    act: 'comment',
    say: as('chair', `${REPORT}/comments`, (words) => ({ leading: false, words })),
    readBy: OF_02,
  },
  problem: {
    act: 'comment',
    say: as('chair', `${REPORT}/comments`, (words) => ({ leading: false, problems: [problem(words)] })),
    readBy: OF_02,
  },
  goal: {
    act: 'comment',
    say: as('chair', `${REPORT}/comments`, (words) => ({ leading: false, goals: goals(words) })),
    readBy: OF_02,
    refused: HIDES_TASK,
  },
  summary: {
    act: 'give-summary',
    say: as('chair', '/api/v1/reviews/2024/summary', (words) => ({ achievements: [words] })),
    readBy: OF_ALL,
  },
  requirement: {
    act: 'issue-requirement',
    say: as('chair', '/api/v1/reviews/2024/requirements', (heading) => ({
      heading,
      points: ['做到'],
      addressees: { kind: 'branches', codes: ['02'] },
    })),
    readBy: OF_02,
    refused: NOT_FOR_ACT,
  },
  restatement: { act: 'restate-problem', say: restated, readBy: OF_02 },
  split: {
    act: 'split-problem',
    say: worded('split', (words) => ({ parts: [{ statement: '一半' }, { statement: words }] })),
    readBy: OF_02,
  },
  merger: {
    act: 'merge-problems',
    say: worded('merger', (words, other) => ({ merged: [other], statement: words })),
    readBy: OF_02,
  },
  'common problem': {
    act: 'raise-common-problem',
    say: as('chair', '/api/v1/reviews/2025/common-problems', (words) => ({
      ...problem(words),
      units: [{ branch: '02' }, { branch: '06' }],
    })),
    readBy: OF_02,
  },
  'part of a common problem': { act: 'restate-problem', say: restatedPart, readBy: OF_02 },
  'problem of a check': {
    act: 'raise-problem',
    say: as('office.clerk', '/api/v1/problems', (words) => raised(words, { source: 'check' })),
    readBy: OF_02,
  },
  'problem of the office': {
    act: 'raise-problem',
    say: as('office.clerk', '/api/v1/problems', (words) => raised(words, { source: 'superior', lead: office })),
    readBy: OF_02,
  },
  'problem taken over': {
    act: 'take-over-problem',
    say: as('office.clerk', '/api/v1/problems/taken-over', (words) =>
      raised(words, { source: 'inspection', year: 2023, paper, ...onPaper }),
    ),
    readBy: OF_02,
  },
  'problem taken over by the branch': {
    act: 'take-over-problem',
    say: as('office.clerk', '/api/v1/problems/taken-over', (words) =>
      raised(words, {
        source: 'inspection',
        year: 2023,
        paper,
        ...onPaper,
        status: 'acknowledged',
        planDueOn: '2024-04-01',
      }),
    ),
    readBy: OF_02,
    refused: HIDES_TASK,
  },
  note: {
    act: 'take-note',
    say: as('office.clerk', '/api/v1/oversight/02/notes', (words) => ({ words })),
    readBy: OF_02,
  },
  'instruction to the office': {
    act: 'give-instruction',
    say: as('chair', '/api/v1/oversight/02/instructions', (words) => ({ words, addressee: office })),
    readBy: OF_02,
  },
  'instruction to the branch': {
    act: 'give-instruction',
    say: as('chair', '/api/v1/oversight/02/instructions', (words) => ({ words })),
    readBy: OF_02,
    refused: HIDES_TASK,
  },
  reminder: {
    act: 'issue-reminder',
    say: as('office.clerk', '/api/v1/oversight/02/reminders', (words) => ({ words })),
    readBy: OF_02,
    refused: NOT_FOR_ACT,
  },
};

const LETTERS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';

/** Words that stand in one entry, and nowhere else. */
export const markOf = (kind: string, level: Level): string =>
  `范围${LETTERS[Object.keys(KINDS).indexOf(kind)] ?? kind}${['公开', '内部', '班子'][LEVELS.indexOf(level)] ?? ''}标记`;

export interface LevelCell {
  readonly kind: string;
  readonly level: Level;
}

export const LEVEL_CELLS: readonly LevelCell[] = Object.keys(KINDS).flatMap((kind) =>
  LEVELS.map((level) => ({ kind, level })),
);

export const cellName = ({ kind, level }: LevelCell): string => `${kind}, ${level}`;

/** By cell, why its words are not recorded. */
export const REFUSALS: Readonly<Record<string, string>> = Object.fromEntries(
  LEVEL_CELLS.flatMap((cell) => {
    const code = KINDS[cell.kind]?.refused?.[cell.level];
    return code === undefined ? [] : [[cellName(cell), code]];
  }),
);

/** Acts whose entries may be 限班子, but for the setting of levels itself. */
export const LEVELLED = (Object.keys(ACTS) as ActName[]).filter(
  (act) => levelRefusal(act, 'office-head', 'committee-only') === undefined && act !== 'set-entry-level',
);

/** Who meets the marked words of a cell in some answer; nobody where they are not recorded. */
export const readersOf = ({ kind, level }: LevelCell): readonly string[] => {
  const { readBy, refused } = KINDS[kind] ?? { readBy: { whole: [], limited: [] } };
  if (refused?.[level] !== undefined) return [];
  return level === 'committee-only' ? readBy.limited : readBy.whole;
};

/** An entry of the log. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
}

export interface Said {
  /** By cell, why its words were not recorded. */
  readonly refusals: Readonly<Record<string, unknown>>;
  /** By cell, where they stand. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Records the marked words of each cell. */
export const sayAll = async (story: PlayedStory): Promise<Said> => {
  const refusals: Record<string, unknown> = {};
  const places = new Map<string, Place>();
  for (const cell of LEVEL_CELLS) {
    const words = markOf(cell.kind, cell.level);
    const answer = await KINDS[cell.kind]?.say(story, words, cell.level);
    if (answer?.status === 201) places.set(cellName(cell), placeOf(answer, words));
    else refusals[cellName(cell)] = answer?.errors[0]?.split(': ')[1] ?? answer?.code ?? answer?.body;
  }
  return { refusals, places };
};

const placeOf = (answer: Answer, words: string): Place => {
  const events = answer.at('events');
  const index = Array.isArray(events) ? events.findIndex((event) => JSON.stringify(event).includes(words)) : 0;
  return { stream: answer.text('stream'), revision: Number(answer.at('events', index, 'revision')) };
};
