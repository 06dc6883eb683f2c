import { Injectable } from '@nestjs/common';
import type { Choice, Column, RowValues } from '#imports/domain/column.js';
import { ImportKind } from '#imports/import-kind.js';
import { AppointHolder } from '../commands/appoint-holder.js';
import type { Post } from '../events.js';
import { POSTS } from '../events.js';

const WORDS: Readonly<Record<Post, Omit<Choice, 'value'>>> = {
  secretary: { zh: '党支部书记', en: 'secretary' },
  'deputy-secretary': { zh: '党支部副书记', en: 'deputy secretary' },
  'committee-member': { zh: '支委', en: 'committee member' },
  clerk: { zh: '干事', en: 'clerk' },
};

const COLUMNS: readonly Column[] = [
  { path: 'code', zh: '党支部编码', en: 'branch', cell: 'code', required: true, example: '03' },
  {
    path: 'post',
    zh: '职务',
    en: 'post',
    cell: 'choice',
    required: true,
    choices: POSTS.map((value) => ({ value, ...WORDS[value] })),
    example: '党支部书记',
  },
  { path: 'person', zh: '登录名', en: 'login', cell: 'login', required: true, example: 'zhang.san' },
  { path: 'from', zh: '任职日期', en: 'from', cell: 'day', required: true, example: '2024-02-01' },
  { path: 'acting', zh: '代理', en: 'acting', cell: 'flag' },
];

/** 职务: who holds which post; persons are named by their accounts. */
@Injectable()
export class PostImport extends ImportKind {
  readonly name = 'posts';
  readonly place = 3;
  readonly form = { sheet: { zh: '职务', en: 'posts' }, columns: COLUMNS };
  readonly act = 'appoint-holder';
  readonly command = AppointHolder;

  keyOf({ code, post, person, from }: RowValues): string {
    return [code, post, person, from].join(' ');
  }

  laneOf({ code }: RowValues): string {
    return String(code ?? '');
  }
}
