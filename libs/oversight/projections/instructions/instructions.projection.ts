import { levelOf, type Level } from '#access/levels.js';
import type { Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import { evidenceView } from '#problems/published/evidence.js';
import type { LeadKind } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import { oversightStream, type OversightEvent, type Subject } from '../../events.js';
import type { AnswerView } from '../../published/oversight-reader.js';
import type { InstructionStatus } from '../../published/states.js';

/** One instruction 批示, with its answers. */
export interface InstructionRow {
  /** `<subject>/<number>`. */
  readonly id: string;
  readonly subject: string;
  readonly subjectKind: Subject['kind'];
  readonly branch: string | null;
  readonly number: number;
  readonly givenOn: LocalDate;
  /** The role in which it was given. */
  readonly givenAs: string;
  readonly words: string;
  /** Its answers have the same. */
  readonly level: Level;
  readonly addresseeKind: LeadKind;
  readonly addresseeCode: string;
  readonly dueOn: LocalDate | null;
  readonly status: InstructionStatus;
  readonly since: LocalDate;
  /** Its answer was sent back, and not given again since. */
  readonly returned: boolean;
  readonly answers: readonly AnswerView[];
  readonly conclusion: string | null;
}

type InstructionEvent = Exclude<OversightEvent, { type: 'NoteTaken' | 'ReminderIssued' }>;

const keyOf = ({ data }: Recorded<InstructionEvent>): string => `${data.subject.id}/${String(data.instruction)}`;

const step = <E extends InstructionEvent>(
  change: (event: Recorded<E>, row: InstructionRow) => Partial<InstructionRow>,
): Handler<InstructionRow, E> => ({
  keys: (event) => [keyOf(event)],
  fold: (row, event) => row && { ...row, since: event.metadata.occurredOn, ...change(event, row) },
});

export const instructions = defineProjection<InstructionRow, InstructionEvent>({
  name: 'instructions',
  version: 3,
  key: 'id',
  columns: {
    id: { type: 'text' },
    subject: { type: 'text' },
    subjectKind: { type: 'text' },
    branch: { type: 'text', nullable: true },
    number: { type: 'integer' },
    givenOn: { type: 'date' },
    givenAs: { type: 'text' },
    words: { type: 'text' },
    level: { type: 'text' },
    addresseeKind: { type: 'text' },
    addresseeCode: { type: 'text' },
    dueOn: { type: 'date', nullable: true },
    status: { type: 'text' },
    since: { type: 'date' },
    returned: { type: 'boolean' },
    answers: { type: 'json' },
    conclusion: { type: 'text', nullable: true },
  },
  indexes: [{ columns: ['subject', 'number'] }, { columns: ['status', 'addresseeKind', 'addresseeCode'] }],
  sources: (id) => [oversightStream(id.slice(0, id.lastIndexOf('/')))],
  handlers: {
    InstructionGiven: {
      keys: (event) => [keyOf(event)],
      fold: (_, event, id) => {
        const { data, metadata } = event;
        return {
          id,
          subject: data.subject.id,
          subjectKind: data.subject.kind,
          branch: typeof metadata.tags['branch'] === 'string' ? metadata.tags['branch'] : null,
          number: data.instruction,
          givenOn: metadata.occurredOn,
          givenAs: metadata.role,
          words: data.words.text,
          level: levelOf(event),
          addresseeKind: data.addressee.kind,
          addresseeCode: data.addressee.code,
          dueOn: data.dueOn ?? null,
          status: 'given',
          since: metadata.occurredOn,
          returned: false,
          answers: [],
          conclusion: null,
        };
      },
    },
    InstructionAnswered: step(({ data, metadata }, { answers }) => ({
      status: 'answered',
      returned: false,
      answers: [
        ...answers,
        {
          answer: data.answer,
          on: metadata.occurredOn,
          words: data.words.text,
          evidence: (data.evidence ?? []).map(evidenceView),
          returned: null,
        },
      ],
    })),
    InstructionAnswerReturned: step(({ data, metadata }, { answers }) => ({
      status: 'given',
      returned: true,
      answers: answers.map((each) =>
        each.answer === data.answer
          ? { ...each, returned: { on: metadata.occurredOn, reason: data.reason.text } }
          : each,
      ),
    })),
    InstructionConcluded: step(({ data }) => ({ status: 'concluded', conclusion: data.words?.text ?? null })),
  },
});

export const instructionEntity = entityOf(instructions);
