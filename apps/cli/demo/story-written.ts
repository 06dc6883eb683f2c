import type { BranchStory } from './story-types.js';

/** The four branches that report in writing. Branches, people and facts are invented. */
export const WRITTEN: readonly BranchStory[] = [
  {
    code: '06',
    name: '运输保障党支部',
    secretary: '韩致远',
    clerk: '冯雨',
    mode: 'written',
    report:
      '支部围绕安全运输，开展“党员安全行车竞赛”，百万公里事故率同比下降。\n一、安全与党建同部署。\n二、班组学习常态化。\n三、不足：倒班人员学习不均衡。',
    question: '倒班党员的学习怎样补课？',
    answer: '采取错峰两场制，并由党小组长送学到班组。',
    strengths: ['安全与党建结合得好'],
    directions: ['让倒班党员参加组织生活更加便利'],
    problems: [
      {
        statement: '倒班党员集中学习出勤率低，补学没有记录',
        category: '学习教育',
        cause: '学习时间与倒班冲突，没有补学安排',
        measures: ['实行错峰两场学习', '建立补学登记'],
        path: 'submitted',
      },
      {
        statement: '党建经费使用审批手续不全',
        category: '党费管理',
        cause: '经办人不了解审批流程',
        measures: ['补齐手续并开展一次业务培训'],
        path: 'at-once',
      },
    ],
    goals: [{ statement: '倒班党员学习全覆盖', measure: '补学率达到百分之百', dueOn: '2024-12-20' }],
  },
  {
    code: '07',
    name: '后勤服务党支部',
    secretary: '苏慧敏',
    clerk: '唐宁',
    mode: 'written',
    report:
      '支部以职工满意为标准，办实事二十三件，食堂满意度明显提升。\n一、我为群众办实事。\n二、党员挂牌服务。\n三、不足：党务工作力量薄弱。',
    question: '',
    answer: '',
    strengths: ['为职工办实事用心用力'],
    directions: ['加强党务骨干培养'],
    problems: [
      {
        statement: '党务工作者配备不足，材料报送多次逾期',
        category: '组织建设',
        cause: '兼职人员任务重，没有后备',
        measures: ['配备专职党务干事一名', '建立材料报送提醒表'],
        path: 'behind',
      },
      {
        statement: '民主评议党员结果运用不够',
        category: '党员管理',
        cause: '评议后没有跟踪帮助措施',
        measures: ['对评议意见逐条制定帮助措施'],
        path: 'in-progress',
      },
    ],
    goals: [{ statement: '职工诉求限时办结', measure: '七个工作日办结率不低于九成五', dueOn: '2024-12-31' }],
  },
  {
    code: '08',
    name: '财务审计党支部',
    secretary: '许知行',
    clerk: '邓清',
    mode: 'written',
    report:
      '支部把严守财经纪律作为党性要求，开展专项自查四次，整改问题十五项。\n一、纪律教育到岗。\n二、业财融合到位。\n三、不足：与基层支部联系不多。',
    question: '',
    answer: '',
    strengths: ['财经纪律教育到岗到人'],
    directions: ['主动联系服务基层支部'],
    problems: [
      {
        statement: '与业务部门支部联建流于签约，活动少',
        category: '作用发挥',
        cause: '联建缺少具体项目',
        measures: ['与工程建设党支部确定两个联建项目'],
        path: 'closed',
      },
      {
        statement: '支部党员大会到会率统计与签到不一致',
        category: '组织生活',
        cause: '点评所指情况经核实系统计口径不同',
        measures: [],
        path: 'withdrawn',
      },
    ],
    goals: [
      { statement: '联建项目落地见效', measure: '两个项目完成并形成总结', dueOn: '2024-11-15', outcome: 'achieved' },
    ],
  },
  {
    code: '09',
    name: '离退休党支部',
    secretary: '罗安民',
    clerk: '叶青',
    mode: 'written',
    report:
      '支部坚持就近方便原则，送学上门八十余人次，老党员宣讲二十场。\n一、学习不断线。\n二、余热有作为。\n三、不足：年龄偏大，信息化手段用得少。',
    question: '',
    answer: '',
    strengths: ['送学上门有温度', '老党员宣讲有影响'],
    directions: ['用好老党员的传帮带作用'],
    problems: [
      {
        statement: '行动不便党员参加组织生活的安排不够具体',
        category: '组织生活',
        cause: '没有分类建册',
        measures: ['分类建立服务名册', '安排结对送学并登记'],
        path: 'closed',
      },
      {
        statement: '党员信息系统数据更新滞后',
        category: '党员管理',
        cause: '信息员年龄较大，不熟悉系统',
        measures: ['由机关第一党支部结对协助更新数据'],
        path: 'reopened',
      },
    ],
    goals: [
      { statement: '老党员宣讲进班组', measure: '全年宣讲不少于十八场', dueOn: '2024-12-15', outcome: 'achieved' },
    ],
  },
];
