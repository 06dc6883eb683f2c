/** Refusals that belong to no single context: separation of duties, recusal, the order of steps. */
export const dutyMessages = {
  recused: {
    zh: '您所属的单位牵头、配合此事或为当事单位，应当回避。',
    en: 'Your unit leads, supports or is judged in this matter: you keep out of it.',
  },
  'separation-needs-basis': {
    zh: '同一账号不能录入相互制约的两个环节，除非附有书面依据（basis）。',
    en: 'One account may record both sides of a separation of duties only on a signed paper (basis).',
  },
  'level-hides-task': {
    zh: '已经或将要交由党支部、部门办理的事项不能限班子（{entry}）；请先调整为内部，或另行更正、撤销、作废。',
    en: 'What a branch or a department is to act on cannot be for the committee only ({entry}): make it internal first, or correct, withdraw or void it.',
  },
  'level-differs': {
    zh: '须与所涉事项的知悉范围一致：{level}。',
    en: 'It must have the level of the matter it is about: {level}.',
  },
  'occurred-before-last-step': {
    zh: '发生日期不能早于上一环节的日期 {last}。',
    en: 'It cannot have occurred before the step before it, on {last}.',
  },
} as const;
