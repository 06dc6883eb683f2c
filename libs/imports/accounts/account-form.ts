import { ROLE_NAMES, ROLES } from '#access/roles.js';
import type { SheetForm } from '../domain/column.js';

/** 账号: a person each, and a line more for each further role. */
export const ACCOUNT_FORM: SheetForm = {
  sheet: { zh: '账号', en: 'accounts' },
  columns: [
    { path: 'login', zh: '登录名', en: 'login', cell: 'text', required: true, example: 'zhang.san' },
    { path: 'name', zh: '姓名', en: 'name', cell: 'text', required: true, example: '张三' },
    { path: 'contact', zh: '联系方式', en: 'contact', cell: 'text', example: '内线 8012' },
    { path: 'affiliation', zh: '所属单位编码', en: 'affiliation', cell: 'code', example: '03' },
    {
      path: 'grants.role',
      zh: '角色',
      en: 'role',
      cell: 'choice',
      required: true,
      choices: ROLES.map((value) => ({ value, zh: ROLE_NAMES[value].zh, en: value })),
      example: '党支部书记（第一责任人）',
    },
    { path: 'grants.unit', zh: '角色单位编码', en: 'unit', cell: 'code', example: '03' },
    { path: 'grants.from', zh: '起始日期', en: 'from', cell: 'day', example: '2024-02-01' },
    { path: 'grants.to', zh: '截止日期', en: 'to', cell: 'day' },
    { path: 'grants.standIn', zh: '代理', en: 'stand-in', cell: 'flag' },
  ],
};

/** In addresses. */
export const ACCOUNTS = 'accounts';
