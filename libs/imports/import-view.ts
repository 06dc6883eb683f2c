import type { ImportEntity, ImportErrorEntity, ImportState } from './jobs/entities.js';

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

const STATES: Readonly<Record<ImportState, InBoth>> = {
  checking: { zh: '正在核对', en: 'Being checked' },
  refused: { zh: '有误，未录入任何内容', en: 'There are errors; nothing was recorded' },
  checked: { zh: '核对无误，未录入', en: 'Checked without errors; nothing was recorded' },
  applying: { zh: '正在录入', en: 'Being recorded' },
  interrupted: { zh: '录入中断，其余未录入', en: 'Interrupted; the rest was not recorded' },
  done: { zh: '已录入', en: 'Recorded' },
};

export interface ImportView {
  readonly id: string;
  readonly dryRun: boolean;
  readonly state: InBoth & { readonly code: ImportState };
  /** Rows of the file. */
  readonly rows: number;
  /** Rows that were gone through in this state. */
  readonly done: number;
  /** What the import adds, and what earlier ones have added already. */
  readonly added: number;
  readonly unchanged: number;
  readonly errors: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

export const importView = (row: ImportEntity): ImportView => ({
  id: row.id,
  dryRun: row.dryRun,
  state: { code: row.state, ...STATES[row.state] },
  rows: row.total,
  done: row.done,
  added: row.added,
  unchanged: row.unchanged,
  errors: row.errors,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

export interface ImportErrorView extends InBoth {
  readonly sheet: string;
  /** As the spreadsheet numbers it; 0 where the sheet or the file itself is at fault. */
  readonly row: number;
  /** As its header says it; empty where no single cell is at fault. */
  readonly column: string;
  /** `F12`. */
  readonly cell: string;
  readonly code: string;
}

export const importErrorView = ({ sheet, row, column, cell, code, zh, en }: ImportErrorEntity): ImportErrorView => ({
  sheet,
  row,
  column,
  cell,
  code,
  zh,
  en,
});
