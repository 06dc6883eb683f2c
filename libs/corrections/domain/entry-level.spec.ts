import { describe, expect, it } from '@jest/globals';
import type { Level } from '#access/levels.js';
import { freeText, type RecordedEvent } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { CorrectionEvent } from '../events.js';
import { asksElsewhere } from './asked-of-units.js';
import { correctEntry } from './correction.js';
import { restingThere } from './elsewhere.js';
import { setEntryLevel } from './entry-level.js';
import { entryStream } from './entry-stream.js';
import { seesEntry } from './sight.js';

const ID = '2023-review-03-01';
const on = { on: '2024-03-01', actor: 'p-chair', tags: { branch: '03', year: 2023 }, stream: 'report-2023-03' };
const lead = { kind: 'branch', code: '03' } as const;

/** The stream holds whatever its own aggregate says. */
const given = (...events: readonly object[]) => specify(entryStream).given(...(events as Given<CorrectionEvent>[]));

const flagged = (level?: Level) =>
  event(
    'ProblemFlagged',
    { year: 2023, branch: '03', comment: 1, problem: ID, no: '2023-述职-03-01', statement: freeText('问题'), lead },
    level === undefined ? on : { ...on, level },
  );
const raised = event('ProblemRaised', { problem: '2023-superior-03-01', statement: freeText('问题'), lead }, on);
const dispatched = event('ProblemDispatched', { problem: ID, noticeNumber: '1号', lead }, on);
const asked = event('QuestionAsked', { year: 2023, branch: '03', question: 1, words: freeText('问') }, on);
const answered = event('QuestionAnswered', { year: 2023, branch: '03', question: 1, words: freeText('答') }, on);
const instructed = (kind: 'branch' | 'office') =>
  event(
    'InstructionGiven',
    { subject: { kind: 'problem', id: ID }, instruction: 1, words: freeText('批'), addressee: { kind, code: '03' } },
    { ...on, stream: `oversight-${ID}` },
  );
const progressed = event('MeasureProgressed', { problem: ID, measure: 1, words: freeText('进展') }, on);

const setting = { stream: 'report-2023-03', revision: 0, reason: '涉及人事' };
const head = (level?: Level, occurredOn = '2024-03-02') =>
  context({ actor: 'p-head', role: 'office-head', occurredOn, ...(level === undefined ? {} : { level }) });
const alone = { schemaVersion: 1, asked: [] };

const eventsOf = (...events: readonly object[]): readonly RecordedEvent[] => given(...events).state;

describe('setting the level of an entry', () => {
  it('says of which entry, to what, why, and whom it concerns', () => {
    given(flagged())
      .when(setEntryLevel, setting, head('committee-only'), alone)
      .thenFollows([
        {
          type: 'EntryLevelSet',
          data: {
            entry: { revision: 0, eventId: eventsOf(flagged())[0]?.id ?? '', type: 'ProblemFlagged', schemaVersion: 1 },
            level: 'committee-only',
            reason: freeText('涉及人事'),
            units: ['03'],
            item: ID,
          },
        },
      ]);
  });

  it('opens again what was narrowed, at once or later', () => {
    const narrowed = given(flagged('committee-only'));
    narrowed
      .when(setEntryLevel, setting, head('committee-only'), alone)
      .thenRefused('level-is-so', {}, { path: 'level' });
    expect(narrowed.when(setEntryLevel, setting, head(), alone).state).toHaveLength(2);
    given(flagged()).when(setEntryLevel, setting, head(), alone).thenRefused('level-is-so');
  });

  it('is of an entry that there is, in force, and not before it', () => {
    given(flagged())
      .when(setEntryLevel, { ...setting, revision: 1 }, head('committee-only'), alone)
      .thenRefused('entry-not-found');
    given(flagged())
      .when(setEntryLevel, setting, head('committee-only', '2024-02-29'), alone)
      .thenRefused('occurred-before-last-step');
  });

  it('narrows words that stand for themselves; a step shares the level of its matter', () => {
    given(progressed)
      .when(setEntryLevel, setting, head('committee-only'), alone)
      .thenRefused('level-not-for-entry', { type: 'MeasureProgressed' }, { path: 'level' });
    given(progressed)
      .when(setEntryLevel, setting, head('public'), alone)
      .thenFollows([expect.anything() as never]);
  });

  it('hides nothing that a branch or a department was given to do', () => {
    const elsewhere = eventsOf(dispatched);
    given(flagged())
      .when(setEntryLevel, setting, head('committee-only'), { ...alone, asked: elsewhere })
      .thenRefused('level-hides-task', { entry: 'report-2023-03:0' }, { path: 'level' });
    given(instructed('branch'))
      .when(setEntryLevel, setting, head('committee-only'), alone)
      .thenRefused('level-hides-task');
    given(instructed('office'))
      .when(setEntryLevel, setting, head('committee-only'), alone)
      .thenFollows([expect.anything() as never]);
  });
});

describe('what was asked of units because of an entry', () => {
  const found = (entry: object, stream: string, ...events: readonly object[]): readonly string[] => {
    const [recorded] = eventsOf(entry);
    if (recorded === undefined) throw new Error('no entry');
    const place = asksElsewhere(recorded).find((each) => each.stream === stream);
    return place === undefined ? ['not looked for'] : restingThere(place, eventsOf(...events)).map(({ type }) => type);
  };

  it('is looked for in the problem’s own stream, beside it, and in the reports to come', () => {
    expect(found(flagged(), `problem-${ID}`, dispatched, progressed)).toEqual(['ProblemDispatched']);
    const office = { ...dispatched, data: { ...dispatched.data, lead: { kind: 'office', code: 'OFFICE' } } };
    expect(found(flagged(), `problem-${ID}`, office)).toEqual([]);
    expect(found(flagged(), `oversight-${ID}`, instructed('branch'))).toEqual(['InstructionGiven']);
    const items = [{ kind: 'problem', id: ID }];
    const called = event('AnswersCalledFor', { year: 2025, branch: '03', items }, on);
    expect(found(flagged(), 'report-2025-03', called)).toEqual(['AnswersCalledFor']);
    expect(found(raised, 'problem-2023-superior-03-01', raised)).toEqual([]);
    expect(found(progressed, `problem-${ID}`)).toEqual(['not looked for']);
  });
});

describe('an entry that is 限班子', () => {
  const narrow = { ...asked, circumstances: { ...on, level: 'committee-only' } };
  const secretary = {
    person: 'p-03',
    grants: [{ role: 'branch-secretary', unit: '03', from: '', standIn: false }],
  } as const;
  const chair = { person: 'p-chair', grants: [{ role: 'chair', from: '', standIn: false }] } as const;
  const sees = (
    viewer: typeof secretary | typeof chair,
    entries: readonly RecordedEvent[],
    at: number,
    level?: Level,
  ) => {
    const entry = entries[at];
    return entry === undefined ? undefined : seesEntry(viewer, entries, entry, level);
  };

  it('is read by the committee only, and so is what goes on with it', () => {
    const entries = eventsOf(narrow, answered);
    expect([0, 1].map((at) => sees(secretary, entries, at))).toEqual([false, false]);
    expect([0, 1].map((at) => sees(chair, entries, at))).toEqual([true, true]);
    expect([0, 1].map((at) => sees(secretary, eventsOf(asked, answered), at))).toEqual([true, true]);
  });

  it('as a problem hides its life', () => {
    const entries = eventsOf(progressed);
    expect(sees(secretary, entries, 0)).toBe(true);
    expect(sees(secretary, entries, 0, 'committee-only')).toBe(false);
    expect(sees(chair, entries, 0, 'committee-only')).toBe(true);
  });

  it('is not there for a unit that would correct it, though its person made it once', () => {
    const correction = { ...setting, field: '/words', text: '新', kind: 'slip' } as const;
    const unit = context({ actor: 'p-chair', role: 'branch-secretary', unit: '03', occurredOn: '2024-03-02' });
    const read = { reviews: [{ closed: false }], schemaVersion: 1 };
    given(asked)
      .when(correctEntry, correction, unit, read)
      .thenFollows([expect.anything() as never]);
    given(narrow).when(correctEntry, correction, unit, read).thenRefused('entry-not-found', {}, { kind: 'not-found' });
  });
});
