import type { ClockDay } from '#problems/published/clock-day.js';
import { lightView } from '#problems/published/light-view.js';
import type { LightView } from '#problems/published/light-view.js';
import { lightFrom } from '#problems/published/lights.js';
import type { Light } from '#problems/published/lights.js';
import type { LocalDate } from '#time/local-date.js';
import type { InstructionRow } from './instructions.projection.js';

type Facts = Pick<InstructionRow, 'status' | 'dueOn' | 'returned'>;

/** The date is for the answer; what waits for the leader has none. */
export const answerDueOn = ({ status, dueOn }: Pick<Facts, 'status' | 'dueOn'>): LocalDate | undefined =>
  status === 'given' && dueOn !== null ? dueOn : undefined;

export const instructionLight = (facts: Facts, { today, bounds }: ClockDay): Light => {
  const dueOn = answerDueOn(facts);
  const due = dueOn === undefined ? {} : { dueOn };
  return lightFrom({ settled: facts.status === 'concluded', ...due, behind: facts.returned }, today, bounds.nearDueOn);
};

export const instructionLightView = (facts: Facts, clock: ClockDay): LightView =>
  lightView(instructionLight(facts, clock), {
    dueOn: answerDueOn(facts),
    returned: facts.returned,
    nextStepOn: null,
  });
