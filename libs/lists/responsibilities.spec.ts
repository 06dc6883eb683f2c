import type { Task } from './published/list-source.js';
import { responsibilitiesOf } from './responsibilities.js';

const task = (no: string, kind: Task['unit']['kind'], code: string, post: string | null): Task => ({
  kind: 'measure',
  branch: '03',
  no,
  item: no,
  measure: 1,
  measureKind: 'by-date',
  words: '核对台账',
  level: 'internal',
  expected: '齐全',
  unit: { kind, code },
  supportingUnits: [],
  post,
  dueOn: '2024-06-30',
  done: false,
  progressedOn: null,
  status: { code: 'in-progress', zh: '整改中', en: 'Being rectified' },
  light: {
    code: 'green',
    zh: '正常',
    en: 'On course',
    reason: { code: 'on-course', zh: '应于 2024-06-30 前完成。', en: 'Due on 2024-06-30.' },
  },
});

it('tasks are grouped by unit and post, branches first, in the order of codes and not of how many there are', () => {
  const groups = responsibilitiesOf([
    task('a', 'department', '03', '主任'),
    task('b', 'branch', '05', '组织委员'),
    task('c', 'branch', '03', '组织委员'),
    task('d', 'branch', '05', '组织委员'),
    task('e', 'branch', '03', null),
  ]);
  expect(groups.map(({ unit, post, tasks }) => [unit.kind, unit.code, post, tasks.map(({ no }) => no)])).toEqual([
    ['branch', '03', null, ['e']],
    ['branch', '03', '组织委员', ['c']],
    ['branch', '05', '组织委员', ['b', 'd']],
    ['department', '03', '主任', ['a']],
  ]);
});
