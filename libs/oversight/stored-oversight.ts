import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { isLimited, type Level } from '#access/levels.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { LeadUnit } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import { instructionLightView } from './projections/instructions/instruction-light.js';
import { instructionEntity } from './projections/instructions/instructions.projection.js';
import type { InstructionRow } from './projections/instructions/instructions.projection.js';
import { concernsOneOf, reminderView } from './projections/talk/reminders.js';
import type { IssuedReminder, UnitStep } from './projections/talk/reminders.js';
import { talkEntity, unitPart } from './projections/talk/talk.projection.js';
import { OversightReader } from './published/oversight-reader.js';
import type { InstructionView, OversightSight, SubjectOversight } from './published/oversight-reader.js';
import { INSTRUCTION_STATUS_NAMES } from './published/states.js';

/** As the read models have it. */
@Injectable()
export class StoredOversight extends OversightReader {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async of(subject: string, clock: ClockDay, sight: OversightSight): Promise<SubjectOversight> {
    const [talk, instructions] = await Promise.all([
      this.dataSource.getRepository(talkEntity).findOneBy({ subject }),
      this.dataSource.getRepository(instructionEntity).find({ where: { subject }, order: { number: 'ASC' } }),
    ]);
    const { notes = [], reminders = [], steps = [] } = talk ?? {};
    const stepsOf = await this.stepsOfUnits(subject, reminders);
    return {
      notes: notes.filter((note) => isRead(note, note.with, sight)),
      reminders: reminders
        .filter((reminder) => isRead(reminder, [reminder.unit], sight))
        .map((reminder) => reminderView(reminder, [...steps, ...stepsOf(reminder)])),
      // Never on what is given to many.
      instructions: instructions
        .filter((row) => !isLimited(row) || sight.limited === 'all')
        .map((row) => instructionView(row, clock)),
    };
  }

  /** Of a requirement, what each unit did that was reminded of it. */
  private async stepsOfUnits(
    subject: string,
    reminders: readonly IssuedReminder[],
  ): Promise<(reminder: IssuedReminder) => readonly UnitStep[]> {
    const partOf = ({ unit }: IssuedReminder): string => unitPart(subject, unit.code);
    if (parseItem(subject)?.sort !== 'requirement') return () => [];
    const rows = await this.dataSource.getRepository(talkEntity).findBy({ subject: In(reminders.map(partOf)) });
    const parts = new Map(rows.map((row) => [row.subject, row.steps]));
    return (reminder) => parts.get(partOf(reminder)) ?? [];
  }
}

const isRead = (
  entry: { readonly level: Level },
  concerned: readonly LeadUnit[],
  { units, limited }: OversightSight,
): boolean => concernsOneOf(units, concerned) && (!isLimited(entry) || concernsOneOf(limited, concerned));

const instructionView = (row: InstructionRow, clock: ClockDay): InstructionView => ({
  instruction: row.number,
  on: row.givenOn,
  words: row.words,
  level: row.level,
  addressee: { kind: row.addresseeKind, code: row.addresseeCode },
  dueOn: row.dueOn,
  status: { code: row.status, ...INSTRUCTION_STATUS_NAMES[row.status] },
  since: row.since,
  light: instructionLightView(row, clock),
  answers: row.answers,
  conclusion: row.conclusion,
});
