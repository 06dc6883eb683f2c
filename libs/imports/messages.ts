import type { Catalogue } from '#platform/http/messages.js';

export const importMessages: Catalogue = {
  'import-type-unsupported': {
    zh: '请上传 .xlsx 或 .csv 文件，并以其内容类型发送。',
    en: 'Send an .xlsx or a .csv file, under its content type.',
  },
  'import-kind-needed': {
    zh: '上传 .csv 文件时须以 kind 说明内容：{kinds}。',
    en: 'A .csv file needs `kind`: {kinds}.',
  },
  'import-file-not-xlsx': { zh: '该文件不是 .xlsx 工作簿。', en: 'The file is no .xlsx workbook.' },
  'import-file-damaged': { zh: '工作簿有损坏的单元格：{detail}', en: 'The workbook has a damaged cell: {detail}' },
  'import-file-too-large': { zh: '该工作簿解压后过大。', en: 'Unpacked, the workbook is too large.' },
  'import-file-too-long': { zh: '一次最多导入 {max} 行。', en: 'At most {max} rows are imported at once.' },
  'import-file-encoding': {
    zh: '该文件既不是 UTF-8 也不是 GB18030 编码的文本。',
    en: 'The file is neither UTF-8 nor GB18030 text.',
  },
  'import-file-not-csv': {
    zh: '第 {line} 行附近的引号不成对，无法分列。',
    en: 'Near line {line} a quotation mark has no end.',
  },
  'import-file-unreadable': { zh: '该文件无法读取。', en: 'The file cannot be read.' },
  'import-file-empty': { zh: '文件中没有可导入的行。', en: 'There is no row to import in the file.' },
  'import-sheet-unknown': { zh: '没有名为“{name}”的工作表。', en: 'There is no sheet of the name {name}.' },
  'import-sheet-not-yours': { zh: '您的角色不能导入“{name}”。', en: 'Your role does not import {name}.' },
  'import-column-unknown': { zh: '表头“{name}”不在模板中。', en: 'The template has no column {name}.' },
  'import-column-missing': { zh: '缺少“{name}”一列。', en: 'The column {name} is missing.' },
  'import-column-twice': { zh: '“{name}”一列出现了两次。', en: 'The column {name} is there twice.' },
  'import-cell-empty': { zh: '此格必填。', en: 'This cell must be filled in.' },
  'import-not-day': {
    zh: '“{text}”不是日期，请按 2024-03-01 填写。',
    en: '“{text}” is no date; write 2024-03-01.',
  },
  'import-not-whole': { zh: '“{text}”不是整数。', en: '“{text}” is no whole number.' },
  'import-not-flag': { zh: '“{text}”应为“是”或“否”。', en: '“{text}” should be yes or no.' },
  'import-not-a-choice': { zh: '“{text}”不在可填内容之列：{choices}。', en: '“{text}” is none of: {choices}.' },
  'import-code-is-number': {
    zh: '编码 {text} 被存成了数字，前面的零可能已丢失，请设为文本格式后重填。',
    en: 'The code {text} was stored as a number, and may have lost its zeros: make the cell text and write it again.',
  },
  'import-login-unknown': { zh: '没有登录名为 {login} 的账号。', en: 'There is no account {login}.' },
  'import-key-twice': { zh: '{key} 已在第 {row} 行出现。', en: '{key} stands in row {row} already.' },
  'import-row-differs': {
    zh: '{key} 此前已导入，但内容与本行不同；已录入的内容请以更正办理。',
    en: '{key} was imported before with other content; what is recorded is changed by a correction.',
  },
};
