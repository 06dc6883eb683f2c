import { freeText, type FreeText } from '#event-sourcing/event.js';
import type { Random } from './random.js';

const PHRASES = [
  '组织生活制度落实不够严格，',
  '台账登记不及时、不规范，',
  '党建与业务融合有待加强，',
  '党费收缴公示滞后，',
  '发展党员材料归档不全，',
  '已逐项核对并补充完善；',
  '召开支部党员大会专题研究，',
  '由组织委员牵头按月检查，',
  '结合“三会一课”开展学习讨论，',
  '形成长效机制，持续跟踪问效，',
  '青年党员作用发挥不充分，',
  '建立责任清单、任务清单，',
  '完成整改措施3项，',
  '向联系点领导作了汇报，',
  'OA系统流程已上线，',
] as const;

/** Words of an office of about `length` characters. */
export const wordsOf = (random: Random, length: number): string => {
  let words = '';
  while (words.length < length) words += random.pick(PHRASES);
  return `${words.slice(0, -1)}。`;
};

export const textOf = (random: Random, length: number): FreeText => freeText(wordsOf(random, length));
