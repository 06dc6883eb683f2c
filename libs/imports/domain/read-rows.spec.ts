import type { Cell, SheetRow } from './cell.js';
import { cellName, dayIn } from './cell.js';
import type { SheetForm } from './column.js';
import { columnAt, nested } from './column.js';
import { readRow, readSheet } from './read-rows.js';

const FORM: SheetForm = {
  sheet: { zh: '问题', en: 'problems' },
  columns: [
    { path: 'key', zh: '外部编号', en: 'external key', cell: 'text', required: true },
    { path: 'branch', zh: '党支部编码', en: 'branch', cell: 'code', required: true },
    { path: 'since', zh: '进入状态日期', en: 'since', cell: 'day' },
    { path: 'year', zh: '年度', en: 'year', cell: 'whole' },
    { path: 'returned', zh: '被退回', en: 'returned', cell: 'flag' },
    { path: 'done', zh: '已完成措施', en: 'measures done', cell: 'wholes' },
    {
      path: 'status',
      zh: '状态',
      en: 'status',
      cell: 'choice',
      choices: [{ value: 'closed', zh: '已销号', en: 'closed' }],
    },
    { path: 'paper.number', zh: '台账册页号', en: 'paper number', cell: 'text' },
  ],
};

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: string): Cell => ({ kind: 'number', text: value });
const line = (row: number, ...cells: readonly (Cell | string | null)[]): SheetRow => ({
  sheet: '问题',
  row,
  cells: cells.map((cell) => (typeof cell === 'string' ? text(cell) : cell)),
});
const HEADS = line(1, ...FORM.columns.map(({ zh }) => zh));
const read = (...cells: readonly (Cell | string | null)[]) => {
  const { header } = readSheet(FORM, [HEADS]);
  return readRow(FORM, header, line(5, ...cells));
};

describe('a row', () => {
  it('becomes values by the paths of its columns', () => {
    const { values, errors } = read(
      'WT-1',
      '03',
      { kind: 'day', text: '2024-03-01' },
      number('2023'),
      '是',
      '1、3',
      '已销号',
      '第4页',
    );
    expect(errors).toEqual([]);
    expect(values).toEqual({
      key: 'WT-1',
      branch: '03',
      since: '2024-03-01',
      year: 2023,
      returned: true,
      done: [1, 3],
      status: 'closed',
      'paper.number': '第4页',
    });
    expect(nested(values)).toMatchObject({ key: 'WT-1', paper: { number: '第4页' } });
  });

  it('tells every cell that cannot be read, and what is missing', () => {
    const { errors } = read(' ', number('2'), '上周', '二三', '也许', '1,x', '办理中', null);
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [5, 0, 'import-cell-empty'],
      [5, 1, 'import-code-is-number'],
      [5, 2, 'import-not-day'],
      [5, 3, 'import-not-whole'],
      [5, 4, 'import-not-flag'],
      [5, 5, 'import-not-whole'],
      [5, 6, 'import-not-a-choice'],
    ]);
    expect(errors.at(-1)?.params).toEqual({ text: '办理中', choices: '已销号' });
  });

  it('may leave out what is not needed', () => {
    expect(read('WT-1', '03')).toMatchObject({ values: { key: 'WT-1', branch: '03' }, errors: [] });
  });
});

describe('a day', () => {
  it.each([
    [text('2024-03-01')],
    [text('2024/3/1')],
    [text('2024.3.1')],
    [text(' 2024年3月1日 ')],
    [text('20240301')],
    [number('45352')],
    [number('20240301')],
    [{ kind: 'day', text: '2024-03-01' } as const],
  ])('is read in each way in which it is written: %j', (cell) => {
    expect(dayIn(cell)).toBe('2024-03-01');
  });

  it.each([
    [text('2024-02-30')],
    [text('3月1日')],
    [number('12')],
    [number('45352.5')],
    [{ kind: 'flag', text: 'true' } as const],
  ])('is none: %j', (cell) => {
    expect(dayIn(cell)).toBeUndefined();
  });
});

describe('the headers', () => {
  const errorsOf = (...names: readonly string[]) =>
    readSheet(FORM, [line(3, ...names), line(4, 'WT-1', '03')]).header.errors.map(({ row, column, code }) => [
      row,
      column,
      code,
    ]);

  it('may be in either language, in any order, with marks', () => {
    const { header, lines } = readSheet(FORM, [line(1, 'Branch', null, '外部编号*'), line(2, '03', '', 'WT-1')]);
    expect(header.errors).toEqual([]);
    expect(readRow(FORM, header, lines[0] ?? HEADS).values).toEqual({ branch: '03', key: 'WT-1' });
  });

  it('are refused when one is missing, unknown, or there twice', () => {
    expect(errorsOf('外部编号', '支部', '外部编号')).toEqual([
      [3, -1, 'import-column-unknown'],
      [3, 0, 'import-column-twice'],
      [3, 1, 'import-column-missing'],
    ]);
  });

  it('are followed by rows; the second line in English, examples and empty lines are left out', () => {
    const second = line(2, ...FORM.columns.map(({ en }) => en));
    const lines = [HEADS, second, line(3, '示例 WT-1', '03'), line(4, null, ' '), line(5, 'WT-1', '03')];
    expect(readSheet(FORM, lines).lines.map(({ row }) => row)).toEqual([5]);
    expect(readSheet(FORM, []).lines).toEqual([]);
  });
});

describe('a place', () => {
  it('is named as spreadsheets name it', () => {
    expect([cellName(0, 1), cellName(25, 7), cellName(26, 7), cellName(701, 2), cellName(702, 2)]).toEqual([
      'A1',
      'Z7',
      'AA7',
      'ZZ2',
      'AAA2',
    ]);
  });

  it('is that of the column of which a fault speaks', () => {
    const at = (path: string): string => FORM.columns[columnAt(FORM.columns, path)]?.path ?? '';
    expect([at('key'), at('paper.number'), at('paper'), at('done[2]'), at('lead.code')]).toEqual([
      'key',
      'paper.number',
      'paper.number',
      'done',
      '',
    ]);
  });
});
