import { Injectable } from '@nestjs/common';
import type { Column, RowValues } from '#imports/domain/column.js';
import { ImportKind } from '#imports/import-kind.js';
import { EstablishBranch } from '../commands/establish-branch.js';

const COLUMNS: readonly Column[] = [
  { path: 'code', zh: '党支部编码', en: 'branch', cell: 'code', required: true, example: '03' },
  { path: 'name', zh: '党支部名称', en: 'name', cell: 'text', required: true, example: '第三党支部' },
  { path: 'parentUnit', zh: '上级党组织', en: 'parent unit', cell: 'text', example: '机关党委' },
];

/** 党支部. */
@Injectable()
export class BranchImport extends ImportKind {
  readonly name = 'branches';
  readonly place = 2;
  readonly form = { sheet: { zh: '党支部', en: 'branches' }, columns: COLUMNS };
  readonly act = 'establish-branch';
  readonly command = EstablishBranch;

  keyOf({ code }: RowValues): string {
    return String(code ?? '');
  }

  laneOf(values: RowValues): string {
    return this.keyOf(values);
  }
}
