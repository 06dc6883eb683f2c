import { inItemOrder, type BranchItem } from '../published/branch-items.js';
import type { BranchPageParts } from '../published/branch-page.js';

/** An open matter without its history. */
export type OpenItem = Omit<BranchItem, 'steps' | 'settled' | 'result' | 'onTime'>;

export interface BranchPage extends Omit<BranchPageParts, 'name'> {
  readonly code: string;
  /** Null where nobody has established it. */
  readonly name: string | null;
  readonly problems: readonly OpenItem[];
  readonly goals: readonly OpenItem[];
  readonly requirements: readonly OpenItem[];
  /** What the branch itself has to do next, the nearest date first. */
  readonly dueNext: readonly OpenItem[];
}

const NEXT_AT_MOST = 5;

const openItem = ({
  steps: _steps,
  settled: _settled,
  result: _result,
  onTime: _onTime,
  ...item
}: BranchItem): OpenItem => item;

/** Later parts take the place of earlier ones. */
export const branchPage = (
  code: string,
  items: readonly BranchItem[],
  parts: readonly Partial<BranchPageParts>[],
): BranchPage => {
  const open = inItemOrder(items.filter(({ settled }) => settled === null)).map(openItem);
  const of = (kind: BranchItem['kind']): readonly OpenItem[] => open.filter((item) => item.kind === kind);
  const dated = open.filter(({ led, whoOwes, dueOn }) => led && whoOwes === 'unit' && dueOn !== null);
  return {
    code,
    name: null,
    posts: [],
    vacant: [],
    report: null,
    comments: [],
    grade: null,
    amended: [],
    ...parts.reduce((whole, part) => ({ ...whole, ...part }), {}),
    problems: of('problem'),
    goals: of('goal'),
    requirements: of('requirement'),
    dueNext: dated.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')).slice(0, NEXT_AT_MOST),
  };
};
