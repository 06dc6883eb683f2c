import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { LeadUnit } from '#reviews/events.js';
import { oversight } from './oversight.js';
import type { KnownSubject } from './subject.js';
import { issueReminder, takeNote } from './talk.js';

const ID = '2023-review-03-02';
const BRANCH: LeadUnit = { kind: 'branch', code: '03' };
const HR: LeadUnit = { kind: 'department', code: 'HR' };
const subject = { kind: 'problem', id: ID } as const;
const known: KnownSubject = { branch: '03', lead: BRANCH, units: [BRANCH, HR], settled: false };
const clerk = context({ actor: 'clerk', role: 'office-clerk', occurredOn: '2024-03-10' });
const reminded = event(
  'ReminderIssued',
  { subject, reminder: 1, unit: BRANCH, words: freeText('请报送') },
  { on: '2024-03-12' },
);

describe('given a problem of which was talked', () => {
  const state = specify(oversight).given(reminded);

  it('when the office takes a note, then with the units, and for a day before the last entry', () => {
    state
      .when(takeNote, { subject: ID, words: '电话沟通', with: [BRANCH, HR] }, clerk, { known })
      .thenFollows([
        { type: 'NoteTaken', data: { subject, note: 1, words: freeText('电话沟通'), with: [BRANCH, HR] } },
      ]);
  });

  it('when a unit took part that has nothing to do with it, then it is refused', () => {
    state
      .when(takeNote, { subject: ID, words: '沟通', with: [BRANCH, { kind: 'branch', code: '05' }] }, clerk, { known })
      .thenRefused('unit-not-concerned', { code: '05' }, { path: 'with[1]' });
  });

  it('when it is 限班子, then nobody reminds a unit of it, and notes are taken', () => {
    const hidden = { known: { ...known, level: 'committee-only' as const } };
    state
      .when(issueReminder, { subject: ID }, clerk, hidden)
      .thenRefused('level-hides-task', { entry: ID }, { path: 'unit' });
    state.when(takeNote, { subject: ID, words: '沟通' }, clerk, hidden).thenFollows([expect.anything() as never]);
  });

  it('when it is reminded again, then with the next number, of whoever works on it', () => {
    state
      .when(issueReminder, { subject: ID }, clerk, { known })
      .thenFollows([{ type: 'ReminderIssued', data: { subject, reminder: 2, unit: BRANCH } }]);
    state
      .when(issueReminder, { subject: ID, unit: HR }, clerk, { known })
      .thenFollows([{ type: 'ReminderIssued', data: { subject, reminder: 2, unit: HR } }]);
  });

  it('when it is settled, then there is nothing to remind of, but a note may still be taken', () => {
    const settled = { known: { ...known, settled: true } };
    state.when(issueReminder, { subject: ID }, clerk, settled).thenRefused('nothing-to-remind-of', { subject: ID });
    expect(state.when(takeNote, { subject: ID, words: '沟通' }, clerk, settled).state?.notes).toBe(1);
  });

  it('when there is no such thing, then it is refused', () => {
    state
      .when(takeNote, { subject: ID, words: '沟通' }, clerk, {})
      .thenRefused('oversight-subject-not-found', { subject: ID }, { kind: 'not-found' });
  });
});

describe('given a requirement that was issued to many', () => {
  const many = { known: { units: [BRANCH, HR], settled: false } };
  const requirement = '2023-requirement-01';

  it('when nobody is named, then the reminder is refused', () => {
    specify(oversight)
      .given()
      .when(issueReminder, { subject: requirement }, clerk, many)
      .thenRefused('reminder-unit-missing', {}, { path: 'unit' });
  });

  it('when a unit is named, then it is reminded', () => {
    specify(oversight)
      .given()
      .when(issueReminder, { subject: requirement, unit: HR }, clerk, many)
      .thenFollows([
        {
          type: 'ReminderIssued',
          data: { subject: { kind: 'requirement', id: requirement }, reminder: 1, unit: HR },
        },
      ]);
  });
});
