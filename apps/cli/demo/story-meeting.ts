import type { RosterEntry } from '#reviews/events.js';

/** What belongs to the whole meeting: forty-five due, forty-three present. */
export const ROSTER: readonly RosterEntry[] = [
  { group: 'committee-members', due: 7, present: 7, excused: 0 },
  { group: 'branch-secretaries', due: 9, present: 9, excused: 0 },
  { group: 'department-heads', due: 8, present: 7, excused: 1 },
  { group: 'grassroots-members', due: 10, present: 10, excused: 0 },
  { group: 'cadres', due: 6, present: 5, excused: 1 },
  { group: 'staff-representatives', due: 5, present: 5, excused: 0 },
];

export const ACHIEVEMENTS: readonly string[] = [
  '一年来，集团党建工作服务大局的能力明显增强，基层组织建设更加规范。',
  '支部标准化规范化建设取得新进展，党员先锋模范作用得到较好发挥。',
  '党建工作与业务工作融合更加紧密，形成了一批可推广的经验案例。',
];

export const REQUIREMENTS: readonly { readonly heading: string; readonly points: readonly string[] }[] = [
  {
    heading: '抓牢党的政治建设，筑牢对党忠诚',
    points: [
      '坚定政治立场，坚持不懈用党的创新理论凝心铸魂。',
      '扛起维护稳定的政治责任。',
      '抓好基层党组织标准化规范化建设，把党支部建成坚强战斗堡垒。',
    ],
  },
  {
    heading: '抓实党建工作，推动高质量发展',
    points: [
      '思想上融合：切实提升党建与业务工作融合度，以党建促业务。',
      '行动上融合：聚焦主责主业，总结提炼党建创新经验案例，培育特色鲜明、叫得响的党建品牌。',
    ],
  },
  {
    heading: '抓好党建工作，加强队伍建设',
    points: [
      '加强党员队伍建设，严把发展党员入口关，注重考察入党动机和政治素质。',
      '落实党建工作责任制，党支部书记认真履行第一责任人职责，当好政治学习“领航员”、政治生活“组织者”、政治纪律“守门员”，把压力传导下去、把责任落实下去。',
    ],
  },
];

export const OPINIONS =
  '会前通过座谈和书面方式征求意见：主要集中在组织生活形式、党务力量配备和联系基层三个方面，由党委办公室汇总，不涉及个人。';
