import { freeText } from '#event-sourcing/event.js';
import { inStream } from '#event-sourcing/testing/given-event.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import { event, project } from '#event-sourcing/testing/projection-kit.js';
import { oversightStream } from '../../events.js';
import { reminderView } from './reminders.js';
import { talk, unitPart } from './talk.projection.js';
import type { TalkEvent } from './talk.projection.js';

const problem = '2023-review-03-01';
const requirement = '2023-requirement-01';
const unit = { kind: 'branch', code: '03' } as const;

const reminder = (subject: { readonly kind: 'problem' | 'requirement'; readonly id: string }, code = '03') =>
  inStream(
    oversightStream(subject.id),
    {},
    event(
      'ReminderIssued',
      { subject, reminder: 1, unit: { kind: 'branch', code }, words: freeText('请签收') },
      { on: '2024-03-10', at: '2024-03-10T02:00:00.000Z' },
    ),
  );

const reminded = reminder({ kind: 'problem', id: problem });

const acknowledged = (on: string, at: string) =>
  inStream(`problem-${problem}`, {}, event('DispatchAcknowledged', { problem }, { on, at }));

const folded = project(talk);

const answers = (...events: readonly (readonly Given<TalkEvent>[])[]) => {
  const { rows } = folded.given(...events);
  const row = Object.values(rows).find(({ reminders }) => reminders.length > 0);
  return row?.reminders.map((each) => {
    const ofUnit = rows[unitPart(row.subject, each.unit.code)]?.steps ?? [];
    return reminderView(each, [...row.steps, ...ofUnit]).answered;
  });
};

describe('given a reminder', () => {
  it('then it waits until its unit does something', () => {
    expect(answers(reminded)).toEqual([null]);
    expect(answers(reminded, acknowledged('2024-03-12', '2024-03-12T02:00:00.000Z'))).toEqual([
      { on: '2024-03-12', onPaper: false },
    ]);
  });

  it('when a later entry tells that it had been done before, then it stays, as answered on paper', () => {
    expect(answers(reminded, acknowledged('2024-03-08', '2024-03-11T02:00:00.000Z'))).toEqual([
      { on: '2024-03-08', onPaper: true },
    ]);
  });

  it('when it had been entered before, then that answers nothing', () => {
    expect(answers(reminded, acknowledged('2024-03-08', '2024-03-08T02:00:00.000Z'))).toEqual([null]);
  });

  it('when another unit does its part of a requirement, then that answers nothing', () => {
    const did = (code: string) =>
      inStream(
        `requirement-${requirement}`,
        {},
        event('RequirementAcknowledged', { requirement, unit: code }, { on: '2024-03-12' }),
      );
    const of05 = reminder({ kind: 'requirement', id: requirement }, '05');
    expect(answers(of05, did('03'))).toEqual([null]);
    expect(answers(of05, did('05'))).toEqual([{ on: '2024-03-12', onPaper: false }]);
  });
});

it('a note is kept with its units, and the streams may interleave in any way', () => {
  const noted = inStream(
    oversightStream(problem),
    {},
    event('NoteTaken', { subject: { kind: 'problem', id: problem }, note: 1, words: freeText('沟通'), with: [unit] }),
  );
  const given = folded.given(noted, reminded, acknowledged('2024-03-08', '2024-03-11T02:00:00.000Z'));
  expect(given.rows[problem]?.notes).toEqual([
    { note: 1, on: '2024-01-20', words: '沟通', with: [unit], level: 'internal' },
  ]);
  expectSameInAnyInterleaving(talk, given.record());
});
