/** Persons who were there, by id. */
interface Present {
  readonly clerk: string;
  readonly chair: string;
  readonly secretary: string;
}

export interface PaperReport {
  readonly branch: string;
  readonly delivery: object;
  readonly questions: readonly { readonly words: string; readonly answer?: string; readonly seq: number }[];
  readonly comments: readonly object[];
  readonly tallies: readonly object[];
}

export interface PaperMeeting {
  readonly occurredOn: string;
  readonly basis: object;
  readonly roster: object;
  readonly reports: readonly PaperReport[];
  readonly summary: object;
  readonly requirements: readonly object[];
  readonly adjournment: object;
}

const item = { item: '履行职责', good: 5, fairlyGood: 2, fair: 1, poor: 0, abstained: 0 };
const groups = [{ groups: ['cadres'], entitledPresent: 9, issued: 9, returned: 8, invalid: 0, items: [item] }];

const report = ({ clerk, chair, secretary }: Present, branch: string, seq: number): PaperReport => ({
  branch,
  delivery: { deliveredBy: secretary, seq },
  questions: [
    { words: '如何解决“两张皮”？', answer: '党建任务纳入项目节点。', seq },
    { words: '还有何打算？', seq },
  ],
  comments: [
    {
      actor: chair,
      strengths: [{ words: '实事求是' }],
      problems: [
        { statement: '台账登记不及时', category: '党费管理' },
        { statement: '“三会一课”记录不全', category: '组织生活' },
      ],
      goals: [{ statement: '建成示范支部', measure: '通过验收', dueOn: '2024-12-31' }],
      seq,
    },
  ],
  tallies: [{ form: 'report-review', groups, countedBy: clerk, supervisedBy: secretary, seq: 90 }],
});

/** A meeting of these branches, as the paper has it. */
export const paperMeeting = (present: Present, branches: readonly string[], on: string): PaperMeeting => ({
  occurredOn: on,
  basis: { kind: 'minutes', date: on, number: '会议记录〔2024〕1号' },
  roster: { groups: [{ group: 'cadres', due: 9, present: 8, excused: 1 }] },
  reports: branches.map((branch, n) => report(present, branch, n + 1)),
  summary: { actor: present.chair, achievements: ['品牌成效明显'], seq: 80 },
  requirements: ['抓牢党建', '压实责任', '改进作风'].map((heading) => ({
    actor: present.chair,
    heading,
    points: [heading],
    addressees: { kind: 'branches' },
  })),
  adjournment: { seq: 99 },
});
