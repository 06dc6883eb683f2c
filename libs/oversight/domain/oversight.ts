import type { Party } from '#access/duties.js';
import { partyOf } from '#access/duties.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { OversightEvent, Subject } from '../events.js';
import type { InstructionStatus } from '../published/states.js';

export interface Instruction {
  readonly addressee: LeadUnit;
  readonly status: InstructionStatus;
  readonly lastStepOn: LocalDate;
  readonly answers: number;
  /** Of the last answer. */
  readonly answeredBy?: Party;
}

/** What was said beside the life of one subject, as far as decisions need it. */
export interface Oversight {
  /** Absent: nothing was said yet. */
  readonly subject?: Subject;
  readonly notes: number;
  readonly reminders: number;
  /** Number of the last instruction, void or not. */
  readonly instructed: number;
  /** By number. */
  readonly instructions: ReadonlyMap<number, Instruction>;
}

const NOTHING: Oversight = { notes: 0, reminders: 0, instructed: 0, instructions: new Map() };

const instructed = (state: Oversight, number: number, change: (before: Instruction) => Instruction): Oversight => {
  const before = state.instructions.get(number);
  if (before === undefined) return state;
  return { ...state, instructions: new Map(state.instructions).set(number, change(before)) };
};

const remembered = (state: Oversight, { type, data, metadata }: Recorded<OversightEvent>): Oversight => {
  const lastStepOn = metadata.occurredOn;
  switch (type) {
    case 'NoteTaken':
      return { ...state, notes: data.note };
    case 'ReminderIssued':
      return { ...state, reminders: data.reminder };
    case 'InstructionGiven': {
      const given: Instruction = { addressee: data.addressee, status: 'given', lastStepOn, answers: 0 };
      return {
        ...state,
        instructed: data.instruction,
        instructions: new Map(state.instructions).set(data.instruction, given),
      };
    }
    case 'InstructionAnswered':
      return instructed(state, data.instruction, (before) => ({
        ...before,
        status: 'answered',
        lastStepOn,
        answers: data.answer,
        answeredBy: partyOf(metadata),
      }));
    case 'InstructionAnswerReturned':
      return instructed(state, data.instruction, (before) => ({ ...before, status: 'given', lastStepOn }));
    case 'InstructionConcluded':
      return instructed(state, data.instruction, (before) => ({ ...before, status: 'concluded', lastStepOn }));
    default:
      return unreachable(type);
  }
};

/** An item's id says where it was raised; a requirement was issued to many branches, and to none alone. */
const tagsOf = ({ kind, id }: Subject): { readonly branch?: string; readonly year?: number } => {
  if (kind === 'branch') return { branch: id };
  const item = parseItem(id);
  if (item === undefined) return {};
  const { branch, year } = item;
  return branch === undefined ? { year } : { branch, year };
};

export const oversight: Aggregate<Oversight, OversightEvent> = {
  category: 'oversight',
  initial: NOTHING,
  evolve: (state, event) => ({ ...remembered(state, event), subject: event.data.subject }),
  evolveVoided: (state, { type, data }) => {
    if (type === 'NoteTaken') return { ...state, notes: data.note };
    if (type === 'ReminderIssued') return { ...state, reminders: data.reminder };
    return type === 'InstructionGiven' ? { ...state, instructed: data.instruction } : state;
  },
  tags: ({ subject }) => (subject === undefined ? {} : tagsOf(subject)),
};
