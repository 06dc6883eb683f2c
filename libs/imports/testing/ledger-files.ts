import writeExcelFile from 'write-excel-file/node';

export type Line = readonly (string | null)[];

export const BRANCHES = [['党支部编码', '党支部名称']];
export const POSTS = [['党支部编码', '职务', '登录名', '任职日期']];
export const PROBLEMS = [
  [
    '外部编号',
    '编号',
    '年度',
    '党支部编码',
    '来源',
    '类别',
    '问题',
    '状态',
    '进入状态日期',
    '提出日期',
    '整改措施',
    '责任岗位',
    '预期成效',
    '整改期限',
    '台账册页号',
    '台账日期',
  ],
];
export const GOALS = [
  [
    '外部编号',
    '年度',
    '党支部编码',
    '目标',
    '衡量标准',
    '完成期限',
    '确定日期',
    '状态',
    '进入状态日期',
    '台账册页号',
    '台账日期',
  ],
];

export const problem = (
  key: string,
  branch: string,
  some: { readonly no?: string; readonly status?: string; readonly since?: string; readonly statement?: string } = {},
): Line => {
  const { no = null, status = '整改中', since = '2023/3/1', statement = '“三会一课”记录不全' } = some;
  const measures = '每月核对台账\n长期坚持：每季公示';
  return [
    key,
    no,
    '2022',
    branch,
    '述职评议',
    '组织生活',
    statement,
    status,
    since,
    '2023-01-18',
    measures,
    '组织委员',
    '台账齐全',
    '2024年12月31日',
    '第15页',
    '2024-02-29',
  ];
};
export const goal = (key: string, branch: string): Line => [
  key,
  '2022',
  branch,
  '发展党员',
  '三名',
  '2024-12-31',
  '2023-01-18',
  '推进中',
  '2023-02-01',
  '第4页',
  '2024-02-29',
];

export const workbook = (sheets: Readonly<Record<string, readonly Line[]>>): Promise<Buffer> =>
  writeExcelFile(
    Object.entries(sheets).map(([sheet, lines]) => ({
      sheet,
      data: lines.map((cells) => cells.map((value) => (value === null ? null : { value, type: String }))),
    })),
  ).toBuffer();

export const LEDGER = {
  党支部: [...BRANCHES, ['03', '第三党支部'], ['05', '第五党支部']],
  职务: [...POSTS, ['03', '党支部书记', 'office', '2023-02-01']],
  问题: [
    ...PROBLEMS,
    problem('WT-1', '03'),
    problem('WT-2', '03', { status: '待核验' }),
    problem('WT-3', '05', { no: '2022-述职-05-07' }),
  ],
  目标: [...GOALS, goal('MB-1', '05')],
};
