/**
 * Ids and numbers of problems, goals and requirements. An id (`2023-review-03-02`) tells the streams in which its
 * facts stand; the number (`2023-述职-03-02`) says the same in the words of the office, and is accepted wherever an
 * id is.
 */
const WORDS = {
  review: '述职',
  common: '共性',
  'self-examined': '自查',
  check: '督查',
  inspection: '巡察',
  superior: '上级',
  opinion: '意见',
  goal: '目标',
  requirement: '要求',
} as const;

export type ItemSort = keyof typeof WORDS;

export interface ItemNumber {
  readonly sort: ItemSort;
  readonly year: number;
  /** Code of the branch; absent for what is said to many: a requirement, and a common problem as a whole. */
  readonly branch?: string;
  readonly n: number;
}

/** The last running number that an id can hold. */
export const MAX_NUMBER = 9_999;

const SORTS = Object.keys(WORDS) as ItemSort[];
const BY_WORD = new Map<string, ItemSort>(
  SORTS.flatMap(
    (sort) =>
      [
        [sort, sort],
        [WORDS[sort], sort],
      ] as const,
  ),
);
const PATTERN = new RegExp(`^(\\d{4})-(${[...BY_WORD.keys()].join('|')})(?:-([A-Za-z0-9]+))?-(\\d{1,4})$`);

const join = ({ year, branch, n }: ItemNumber, word: string): string =>
  [year, word, ...(branch === undefined ? [] : [branch]), String(n).padStart(2, '0')].join('-');

export const itemId = (item: ItemNumber): string => join(item, item.sort);

export const itemNo = (item: ItemNumber): string => join(item, WORDS[item.sort]);

/** Reads an id or a number; `undefined` when it is neither. */
export const parseItem = (text: string): ItemNumber | undefined => {
  const [, year, word, branch, n] = PATTERN.exec(text) ?? [];
  const sort = BY_WORD.get(word ?? '');
  if (sort === undefined || year === undefined || n === undefined) return undefined;
  if (sort !== 'common' && (branch === undefined) !== (sort === 'requirement')) return undefined;
  return { sort, year: Number(year), ...(branch === undefined ? {} : { branch }), n: Number(n) };
};

const NO_PROBLEMS: readonly ItemSort[] = ['goal', 'requirement'];

/** Whether it names a problem of one branch; a common problem as a whole is none, its children are. */
export const isProblem = ({ sort, branch }: ItemNumber): boolean => branch !== undefined && !NO_PROBLEMS.includes(sort);
