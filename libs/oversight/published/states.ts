/** The life of an instruction 批示. */
export const INSTRUCTION_STATUSES = ['given', 'answered', 'concluded'] as const;
export type InstructionStatus = (typeof INSTRUCTION_STATUSES)[number];

export const INSTRUCTION_STATUS_NAMES: Readonly<
  Record<InstructionStatus, { readonly zh: string; readonly en: string }>
> = {
  given: { zh: '待回复', en: 'Waiting for an answer' },
  answered: { zh: '待审阅', en: 'Answer waiting to be read' },
  concluded: { zh: '已办结', en: 'Concluded' },
};
