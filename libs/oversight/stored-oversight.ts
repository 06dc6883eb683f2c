import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClockDay } from '#problems/published/clock-day.js';
import { instructionLightView } from './projections/instructions/instruction-light.js';
import { instructionEntity } from './projections/instructions/instructions.projection.js';
import type { InstructionRow } from './projections/instructions/instructions.projection.js';
import { concernsOneOf, reminderView } from './projections/talk/reminders.js';
import { talkEntity } from './projections/talk/talk.projection.js';
import { OversightReader } from './published/oversight-reader.js';
import type { InstructionView, SubjectOversight } from './published/oversight-reader.js';
import { INSTRUCTION_STATUS_NAMES } from './published/states.js';

/** As the read models have it. */
@Injectable()
export class StoredOversight extends OversightReader {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async of(subject: string, clock: ClockDay, units?: readonly string[]): Promise<SubjectOversight> {
    const [talk, instructions] = await Promise.all([
      this.dataSource.getRepository(talkEntity).findOneBy({ subject }),
      this.dataSource.getRepository(instructionEntity).find({ where: { subject }, order: { number: 'ASC' } }),
    ]);
    const { notes = [], reminders = [], steps = [] } = talk ?? {};
    return {
      notes: notes.filter((note) => concernsOneOf(units, note.with)),
      reminders: reminders
        .filter(({ unit }) => concernsOneOf(units, [unit]))
        .map((reminder) => reminderView(reminder, steps)),
      instructions: instructions.map((row) => instructionView(row, clock)),
    };
  }
}

const instructionView = (row: InstructionRow, clock: ClockDay): InstructionView => ({
  instruction: row.number,
  on: row.givenOn,
  words: row.words,
  addressee: { kind: row.addresseeKind, code: row.addresseeCode },
  dueOn: row.dueOn,
  status: { code: row.status, ...INSTRUCTION_STATUS_NAMES[row.status] },
  since: row.since,
  light: instructionLightView(row, clock),
  answers: row.answers,
  conclusion: row.conclusion,
});
