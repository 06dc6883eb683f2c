import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import type { OversightEvent } from '../events.js';
import type { Oversight } from './oversight.js';
import type { OnSubject, SubjectRead } from './subject.js';
import { concernedUnit, knownTo, leadOf, refuseHidden, subjectOf } from './subject.js';

export interface TakeNote extends OnSubject {
  readonly words: string;
  readonly with?: readonly LeadUnit[];
}

export interface IssueReminder extends OnSubject {
  readonly words?: string;
  /** Whoever works on it unless told. */
  readonly unit?: LeadUnit;
}

/** Changes nothing, so it may tell of any day up to today. */
export const takeNote: Decide<TakeNote, Oversight, OversightEvent, SubjectRead> = (
  command,
  { notes },
  context,
  read,
) => {
  const known = knownTo(command, context, read);
  const units = (command.with ?? []).map((unit, n) => concernedUnit(known, unit, `with[${String(n)}]`));
  return [
    {
      type: 'NoteTaken',
      data: { subject: subjectOf(command.subject), note: notes + 1, words: freeText(command.words), with: units },
    },
  ];
};

/** Of one unit, for something that it may still do. */
export const issueReminder: Decide<IssueReminder, Oversight, OversightEvent, SubjectRead> = (
  command,
  { reminders },
  context,
  read,
) => {
  const { subject, words, unit } = command;
  const known = knownTo(command, context, read);
  if (known.settled) throw new DomainError('nothing-to-remind-of', { subject });
  const reminded = unit ?? leadOf(known, context);
  if (reminded === undefined) throw new DomainError('reminder-unit-missing', {}, 'unit', 'invalid');
  refuseHidden(command, known.level, reminded, 'unit');
  return [
    {
      type: 'ReminderIssued',
      data: {
        subject: subjectOf(subject),
        reminder: reminders + 1,
        unit: concernedUnit(known, reminded, 'unit'),
        ...(words === undefined ? {} : { words: freeText(words) }),
      },
    },
  ];
};
