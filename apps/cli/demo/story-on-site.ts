import type { BranchStory } from './story-types.js';

/** The five branches that report on the spot. Branches, people and facts are invented. */
export const ON_SITE: readonly BranchStory[] = [
  {
    code: '01',
    name: '机关第一党支部',
    secretary: '周明远',
    clerk: '何小舟',
    mode: 'on-site',
    report:
      '一年来，支部坚持“第一议题”制度，开展集中学习二十四次、专题党课四次。\n一、抓学习。党员全部完成规定学时。\n二、抓落实。围绕本部制度清理，修订制度十一项。\n三、找差距。主题党日形式较为单一，青年党员发言不够主动。',
    question: '制度修订以后，怎样保证执行到位？',
    answer: '每季度对照制度抽查一次，抽查结果在支部党员大会上通报。',
    strengths: ['学习制度健全，计划性强', '制度清理动作快，服务基层有实效'],
    practice: '“制度体检”做法可在集团推广',
    directions: ['把机关党建的立足点放到服务基层上来'],
    problems: [
      {
        statement: '主题党日内容与业务工作结合不紧，形式单一',
        category: '组织生活',
        cause: '活动策划临近才做，没有征求党员意见',
        measures: ['制定全年主题党日计划并征求党员意见', '每季度开展一次与业务部门联合的主题党日'],
        path: 'closed',
      },
      {
        statement: '党费收缴台账登记不及时，个别月份晚于规定日期',
        category: '党费管理',
        cause: '专人负责不落实，调岗后没有交接',
        measures: ['明确专人并在每月五日前完成登记'],
        path: 'at-once',
      },
    ],
    goals: [
      {
        statement: '建成机关服务基层事项清单',
        measure: '清单公布并办结不少于二十项',
        dueOn: '2024-09-30',
        outcome: 'achieved',
      },
    ],
  },
  {
    code: '02',
    name: '工程建设党支部',
    secretary: '郑立新',
    clerk: '孙可',
    mode: 'on-site',
    report:
      '支部把党旗插在项目一线，组建党员先锋队三支，重点工程节点全部按期完成。\n一、项目临时党小组作用明显。\n二、安全“党员责任区”全年零事故。\n三、流动党员多，组织生活难以集中。',
    question: '项目点分散，“三会一课”怎样保证质量？',
    answer: '以项目为单位设党小组，支部委员分片包干，每月到点一次。',
    strengths: ['党建融入项目建设成效明显', '安全责任区经验扎实'],
    practice: '项目临时党小组工作法',
    directions: ['探索流动党员组织生活的新形式', '总结提炼项目党建品牌'],
    problems: [
      {
        statement: '外地项目点“三会一课”记录不完整，整改不彻底',
        category: '组织生活',
        cause: '项目点没有统一记录模板，检查频次不足',
        measures: ['统一记录模板并培训党小组长', '支部委员每月到点检查一次', '建立缺课补学台账'],
        path: 'closed-after-return',
      },
      {
        statement: '发展党员工作与项目进度脱节，入党积极分子培养考察间断',
        category: '发展党员',
        cause: '培养联系人随项目调动，没有及时调整',
        measures: ['调整培养联系人并报支委会备案', '每季度组织一次培养考察'],
        path: 'closed-with-extension',
      },
      {
        statement: '党员责任区划分未随工程分包调整，部分区域无人负责',
        category: '作用发挥',
        cause: '工程分包后未重新划分',
        measures: ['重新划分责任区并公示'],
        path: 'closed',
      },
    ],
    goals: [
      {
        statement: '打造“旗帜在工地”党建品牌',
        measure: '形成案例并通过集团验收',
        dueOn: '2024-11-30',
        outcome: 'largely-achieved',
      },
      {
        statement: '项目党小组全覆盖',
        measure: '新开工项目三十日内建立党小组',
        dueOn: '2024-06-30',
        outcome: 'achieved',
      },
    ],
  },
  {
    code: '03',
    name: '物资供应党支部',
    secretary: '林秋实',
    clerk: '赵一帆',
    mode: 'on-site',
    report:
      '支部聚焦阳光采购，开展廉洁提醒谈话三十六人次，采购流程实现全程留痕。\n一、政治学习制度化。\n二、廉洁教育经常化。\n三、不足：党员教育方式偏重集中授课，案例研讨少。',
    question: '廉洁风险点排查之后，怎样动态更新？',
    answer: '每半年结合制度变化和案例复盘更新一次，重大采购前专项排查。',
    strengths: ['阳光采购成效好', '廉洁提醒抓在经常'],
    directions: ['推动党建与采购业务深度融合'],
    problems: [
      {
        statement: '廉洁风险点台账更新不及时，新增业务未纳入',
        category: '廉洁教育',
        cause: '新业务上线时没有同步排查机制',
        measures: ['新增业务上线前完成风险点排查', '每半年复核一次台账'],
        path: 'standing',
      },
      {
        statement: '支委会研究党建工作记录过于简单，看不出讨论过程',
        category: '组织生活',
        cause: '记录人不熟悉要求',
        measures: ['开展一次支部工作记录培训', '支部书记每月审阅记录'],
        path: 'closed',
      },
    ],
    goals: [
      { statement: '党员廉洁案例研讨制度化', measure: '全年研讨不少于六次', dueOn: '2024-12-15', outcome: 'achieved' },
    ],
  },
  {
    code: '04',
    name: '技术中心党支部',
    secretary: '高文博',
    clerk: '钱思远',
    mode: 'on-site',
    report:
      '支部以“党员攻关组”为抓手，完成技术攻关九项，获集团创新奖两项。\n一、把支部建在攻关链上。\n二、青年党员挑大梁。\n三、不足：重业务轻党建的思想仍然存在。',
    question: '怎样避免党建和攻关“两张皮”？',
    answer: '攻关组组长兼任党小组长，攻关计划与支部计划同研究、同检查。',
    strengths: ['党员攻关组成绩突出', '青年党员培养有办法'],
    practice: '“支部建在攻关链上”',
    directions: ['把创新成果转化为可复制的党建经验'],
    problems: [
      {
        statement: '谈心谈话开展不够，个别党员全年未谈',
        category: '组织生活',
        cause: '支部委员分工不明确',
        measures: ['制定谈心谈话安排并逐人销号'],
        path: 'closed',
      },
      {
        statement: '意识形态工作责任制落实不够细，内部网络群组管理有缺位',
        category: '意识形态',
        cause: '群组底数不清，没有明确管理人',
        measures: ['摸清网络群组底数并登记备案', '明确群组管理人并每季检查'],
        path: 'overdue',
      },
    ],
    goals: [
      {
        statement: '党员攻关项目完成率提升',
        measure: '立项攻关完成率不低于九成',
        dueOn: '2024-12-10',
        outcome: 'largely-achieved',
      },
    ],
  },
  {
    code: '05',
    name: '市场营销党支部',
    secretary: '沈若兰',
    clerk: '吴桐',
    mode: 'on-site',
    report:
      '支部开展“客户走访党员先行”活动，走访客户一百二十户，解决问题四十七件。\n一、党员示范岗建在窗口。\n二、服务承诺公开。\n三、不足：党员积分管理流于形式。',
    question: '党员积分怎样与评先评优挂钩？',
    answer: '积分每季公示，作为民主评议党员的参考，不作唯一依据。',
    strengths: ['客户走访扎实', '党员示范岗有形象'],
    directions: ['以服务成效检验党建成效'],
    problems: [
      {
        statement: '党员积分管理流于形式，公示不及时',
        category: '党员管理',
        cause: '积分标准不具体，登记靠补',
        measures: ['修订积分标准并经党员大会通过', '每季度首月十日前公示'],
        path: 'verified',
      },
      {
        statement: '支部换届后委员分工未及时公布',
        category: '组织建设',
        cause: '换届后材料移交不完整',
        measures: ['补充公布分工并报备'],
        path: 'readdressed',
      },
    ],
    goals: [
      { statement: '建设党员先锋服务窗口', measure: '三个窗口通过验收', dueOn: '2024-10-31', outcome: 'achieved' },
    ],
  },
];
