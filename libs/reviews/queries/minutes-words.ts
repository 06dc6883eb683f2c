interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** Headings and short words of printed minutes. */
export const MINUTES_WORDS = {
  minutes: { zh: '会议纪要', en: 'Minutes' },
  committee: { zh: '召开单位', en: 'Convened by' },
  held: { zh: '时间', en: 'Held on' },
  place: { zh: '地点', en: 'Place' },
  presider: { zh: '主持人', en: 'Presided by' },
  present: { zh: '到会', en: 'Present' },
  reported: { zh: '述职方式', en: 'Reports' },
  achievements: { zh: '总体评价', en: 'The year as a whole' },
  requirements: { zh: '工作要求', en: 'Requirements' },
  commonProblems: { zh: '共性问题', en: 'Common problems' },
  reports: { zh: '述职与点评', en: 'Reports and comments' },
  acting: { zh: '代理', en: 'acting' },
  unanswered: { zh: '未回应', en: 'Not answered' },
  question: { zh: '问', en: 'Question' },
  answer: { zh: '答', en: 'Answer' },
  comment: { zh: '点评', en: 'Comment' },
  strengths: { zh: '肯定', en: 'Strengths' },
  problems: { zh: '问题', en: 'Problems' },
  goals: { zh: '目标任务', en: 'Goals' },
  directions: { zh: '努力方向', en: 'Directions' },
  due: { zh: '完成时限', en: 'due' },
  extract: { zh: '（摘录：共同部分与本支部部分）', en: '(extract: the common part and one’s own)' },
} as const satisfies Readonly<Record<string, InBoth>>;
