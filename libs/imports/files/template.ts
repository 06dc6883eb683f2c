import writeExcelFile from 'write-excel-file/node';
import type { Cell, Sheet } from 'write-excel-file/node';
import type { Column, SheetForm } from '../domain/column.js';

/** Of the sheet that says how to fill in the others. */
export const NOTES_SHEETS: readonly string[] = ['填写说明', 'notes'];

/** Lines that are ready to be written in; further ones work as well. */
const READY_LINES = 300;

const text = (value: string, some: object = {}): Cell => ({ value, type: String, format: '@', ...some });
const empty = (): Cell => ({ value: '', type: String, format: '@' });

const header = ({ zh, required }: Column): string => (required === true ? `${zh}*` : zh);

/** The first cell says that it is one, so that it is left out when it was left in. */
const exampleOf = ({ example = '' }: Column, index: number): string => (index === 0 ? `示例 ${example}` : example);

const sheetOf = ({ sheet, columns }: SheetForm): Sheet<Blob> => ({
  sheet: sheet.zh,
  stickyRowsCount: 2,
  columns: columns.map(({ zh }) => ({ width: Math.max(12, zh.length * 2 + 4) })),
  data: [
    columns.map((column) => text(header(column), { fontWeight: 'bold' })),
    columns.map(({ en }) => text(en)),
    columns.map((column, index) => text(exampleOf(column, index))),
    // Cells of text: what is typed into them keeps its zeros.
    ...Array.from({ length: READY_LINES }, () => columns.map(empty)),
  ],
});

const CELLS: Readonly<Record<Column['cell'], string>> = {
  text: '文字 text',
  code: '编码，按文字填写，保留前面的零 code as text, with its zeros',
  day: '日期 day：2024-03-01、2024/3/1、2024年3月1日',
  whole: '整数 whole number',
  flag: '是 / 否 yes / no',
  wholes: '整数，以逗号分隔 whole numbers, with commas',
  choice: '',
  login: '登录名 name of an account',
};

const allowed = ({ cell, choices = [] }: Column): string =>
  cell === 'choice' ? choices.map(({ zh, en }) => `${zh} ${en}`).join(' / ') : CELLS[cell];

const notesSheet = (forms: readonly SheetForm[]): Sheet<Blob> => ({
  sheet: NOTES_SHEETS[0] ?? '',
  stickyRowsCount: 1,
  columns: [{ width: 12 }, { width: 20 }, { width: 20 }, { width: 10 }, { width: 80 }],
  data: [
    ['工作表 sheet', '列', 'column', '必填 needed', '可填内容 what may stand in it'].map((name) =>
      text(name, { fontWeight: 'bold' }),
    ),
    ...forms.flatMap(({ sheet, columns }) =>
      columns.map((column) =>
        [sheet.zh, column.zh, column.en, column.required === true ? '是 yes' : '', allowed(column)].map((value) =>
          text(value),
        ),
      ),
    ),
  ],
});

/** A workbook with a sheet for each form, and one that says what may stand where. */
export const templateWorkbook = (forms: readonly SheetForm[]): Promise<Buffer> =>
  writeExcelFile([...forms.map(sheetOf), notesSheet(forms)]).toBuffer();

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** One form as a text file, with a mark by which spreadsheets know it is UTF-8. */
export const templateCsv = ({ columns }: SheetForm): string =>
  `\uFEFF${[columns.map(header), columns.map(({ en }) => en), columns.map(exampleOf)]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n')}\r\n`;
