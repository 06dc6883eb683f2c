/** What each finding says, in both languages. */
export const FINDING_WORDS = {
  'report-not-submitted': { zh: '未提交述职报告', en: 'No report was submitted' },
  'report-not-delivered': { zh: '未登记述职', en: 'No delivery of the report was recorded' },
  'not-commented': { zh: '述职后没有点评', en: 'The report was not commented on' },
  'answer-missing': { zh: '应回应事项未回应', en: 'An item that had to be answered was not' },
  'grade-not-decided': { zh: '未登记综合评价等次', en: 'No grade was entered' },
  'grade-not-fed-back': { zh: '等次未反馈', en: 'The grade was not fed back' },
  'never-listed': { zh: '指出后未列入问题清单', en: 'Pointed out, but never put on the list' },
  'never-dispatched': { zh: '列入清单后未交办', en: 'Listed, but never dispatched' },
  'open-at-end': { zh: '周期结束时仍未办结', en: 'Still open at the end of the cycle' },
  untouched: { zh: '本周期内没有任何记录', en: 'Nothing was recorded on it in this cycle' },
  'submitted-late': { zh: '超过时限报请核验', en: 'Submitted after its date' },
  'no-evidence': { zh: '核验通过但没有佐证', en: 'Verified without any evidence' },
  'goal-open-after-date': { zh: '目标到期未认定', en: 'The goal was past its date and not concluded' },
  'goal-not-achieved': { zh: '目标未完成', en: 'The goal was not achieved' },
  'requirement-not-acknowledged': { zh: '工作要求未认领', en: 'The requirement was not acknowledged' },
  'requirement-not-implemented': {
    zh: '工作要求未报送落实情况',
    en: 'No implementation of the requirement was reported',
  },
  'late-entry': { zh: '补录超过宽限期，无事由无依据', en: 'Entered after the grace, without reason or paper' },
} as const;

export type FindingCode = keyof typeof FINDING_WORDS;
