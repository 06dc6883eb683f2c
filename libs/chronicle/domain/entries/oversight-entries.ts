import type { Recorded, DomainEvent } from '#event-sourcing/event.js';
import type { OversightEvents, Subject } from '#oversight/events.js';
import type { LeadUnit } from '#reviews/events.js';
import { tagged, type EntryRules } from './entry-rule.js';

interface OnSubject {
  readonly subject: Subject;
}

const entry = {
  kind: 'oversight',
  branches: tagged,
  item: ({ subject }: OnSubject): string | undefined => (subject.kind === 'branch' ? undefined : subject.id),
} as const;

const instructionKey = ({
  data,
}: Recorded<DomainEvent<string, OnSubject & { readonly instruction: number }>>): string =>
  `${data.subject.id}/instruction/${String(data.instruction)}`;

/** Answered and read by whoever reads the instruction. */
const onInstruction = {
  ...entry,
  partOf: (event: Recorded<DomainEvent<string, OnSubject & { readonly instruction: number }>>) => [
    instructionKey(event),
  ],
} as const;

const branchesIn = (units: readonly LeadUnit[]): readonly string[] =>
  units.filter(({ kind }) => kind === 'branch').map(({ code }) => code);

/** What was issued to many has no branch of its own: it stands with the branches that were spoken to. */
const spokenTo =
  <Data extends OnSubject>(units: (data: Data) => readonly LeadUnit[]) =>
  (event: Recorded<DomainEvent<string, Data>>): readonly string[] =>
    event.data.subject.kind === 'requirement' ? [...new Set(branchesIn(units(event.data)))] : tagged(event);

const said = (words: { readonly text: string } | undefined, mark: '：' | ': '): string =>
  words === undefined ? '' : `${mark}${words.text}`;

export const oversightEntries: EntryRules<OversightEvents> = {
  NoteTaken: {
    ...entry,
    branches: spokenTo((data) => data.with),
    zh: ({ words }) => `沟通：${words.text}`,
    en: ({ words }) => `Note of talk: ${words.text}`,
  },
  ReminderIssued: {
    ...entry,
    branches: spokenTo(({ unit }) => [unit]),
    zh: ({ words }) => `催办${said(words, '：')}`,
    en: ({ words }) => `Reminder issued${said(words, ': ')}`,
  },
  InstructionGiven: {
    ...entry,
    tells: (event) => [instructionKey(event)],
    zh: ({ instruction, words, dueOn }) =>
      `批示（第${String(instruction)}条${dueOn === undefined ? '' : `，${dueOn}前回复`}）：${words.text}`,
    en: ({ instruction, words, dueOn }) =>
      `Instruction ${String(instruction)}${dueOn === undefined ? '' : `, answer due ${dueOn}`}: ${words.text}`,
  },
  InstructionAnswered: {
    ...onInstruction,
    zh: ({ instruction, words }) => `回复第${String(instruction)}条批示：${words.text}`,
    en: ({ instruction, words }) => `Instruction ${String(instruction)} answered: ${words.text}`,
  },
  InstructionAnswerReturned: {
    ...onInstruction,
    zh: ({ instruction, reason }) => `退回第${String(instruction)}条批示的回复：${reason.text}`,
    en: ({ instruction, reason }) => `Answer to instruction ${String(instruction)} returned: ${reason.text}`,
  },
  InstructionConcluded: {
    ...onInstruction,
    zh: ({ instruction, words }) => `第${String(instruction)}条批示办结${said(words, '：')}`,
    en: ({ instruction, words }) => `Instruction ${String(instruction)} concluded${said(words, ': ')}`,
  },
};
