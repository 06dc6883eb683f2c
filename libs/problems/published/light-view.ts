import type { LocalDate } from '#time/local-date.js';
import { LIGHT_NAMES } from './lights.js';
import type { Light } from './lights.js';

export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** A light, and why it shows. */
export interface LightView extends InBoth {
  readonly code: Light;
  readonly reason: InBoth & { readonly code: LightReason };
}

export type LightReason = 'settled' | 'overdue' | 'sent-back' | 'step-behind' | 'due-soon' | 'on-course' | 'no-date';

const REASONS: Readonly<Record<LightReason, InBoth>> = {
  settled: { zh: '已办结。', en: 'Settled.' },
  overdue: { zh: '应于 {dueOn} 前完成，已逾期。', en: 'Was due on {dueOn}.' },
  'sent-back': { zh: '已被退回，尚未重新报送。', en: 'Sent back, and not handed in again yet.' },
  'step-behind': { zh: '有措施应于 {step} 前完成，尚未完成。', en: 'A measure due on {step} is not done.' },
  'due-soon': { zh: '应于 {dueOn} 前完成，即将到期。', en: 'Due on {dueOn}, which is near.' },
  'on-course': { zh: '应于 {dueOn} 前完成。', en: 'Due on {dueOn}.' },
  'no-date': { zh: '没有完成期限。', en: 'Has no due date.' },
};

export interface LightGrounds {
  /** Of the next step. */
  readonly dueOn: LocalDate | undefined;
  readonly returned: boolean;
  readonly nextStepOn: LocalDate | null;
}

const reasonOf = (light: Light, { dueOn, returned }: LightGrounds): LightReason => {
  const reasons: Readonly<Record<Light, LightReason>> = {
    grey: 'settled',
    red: 'overdue',
    yellow: returned ? 'sent-back' : 'step-behind',
    blue: 'due-soon',
    green: dueOn === undefined ? 'no-date' : 'on-course',
  };
  return reasons[light];
};

/** The light in words, with its reason; `light` was computed from the same facts. */
export const lightView = (light: Light, grounds: LightGrounds): LightView => {
  const code = reasonOf(light, grounds);
  const filled = (text: string): string =>
    text.replace('{dueOn}', grounds.dueOn ?? '').replace('{step}', grounds.nextStepOn ?? '');
  const { zh, en } = REASONS[code];
  return { code: light, ...LIGHT_NAMES[light], reason: { code, zh: filled(zh), en: filled(en) } };
};
