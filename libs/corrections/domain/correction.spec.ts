import { describe, expect, it } from '@jest/globals';
import type { CorrectedValue } from '#event-sourcing/amendments/amendment.js';
import { freeText, type RecordedEvent } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { CorrectionEvent } from '../events.js';
import { correctEntry, type Correction, type CorrectionRead } from './correction.js';
import { correctableFields } from './correctable.js';
import { entryStream } from './entry-stream.js';
import { isReviewClosed, yearsOf, type ReviewEnd } from './review-closed.js';

const on = { on: '2024-03-01', actor: 'p-secretary', recordedBy: 'p-clerk', tags: { branch: '03', year: 2023 } };
const open: CorrectionRead = { reviews: [{ closed: false }], schemaVersion: 1 };

/** The stream holds whatever its own aggregate says. */
const given = (...events: readonly object[]) => specify(entryStream).given(...(events as Given<CorrectionEvent>[]));

const progress = event(
  'MeasureProgressed',
  {
    problem: '2023-review-03-01',
    measure: 1,
    words: freeText('已补起台账'),
    done: false,
    evidence: [{ kind: 'document', title: freeText('台账'), date: '2024-02-30' }],
  },
  on,
);

const slip: Correction = {
  stream: 'problem-2023-review-03-01',
  revision: 0,
  field: '/words',
  text: '已补齐台账',
  kind: 'slip',
  reason: '错字',
};

const [recordedEntry] = given(progress).state;
const recordedId = recordedEntry?.id ?? '';

const corrected = (change: Partial<Correction>, value: CorrectedValue): CorrectionEvent => ({
  type: 'EntryCorrected',
  data: {
    entry: {
      revision: 0,
      eventId: recordedId,
      type: 'MeasureProgressed',
      schemaVersion: 1,
    },
    field: change.field ?? slip.field,
    value,
    kind: change.kind ?? 'slip',
    reason: freeText(change.reason ?? slip.reason),
    units: ['03'],
    item: '2023-review-03-01',
  },
});

const secretary = context({ actor: 'p-secretary', role: 'branch-secretary', unit: '03', occurredOn: '2024-03-02' });
const head = context({ actor: 'p-head', role: 'office-head', occurredOn: '2024-03-02' });

describe('a correction', () => {
  it('says what an entry should read, whom it concerns, and why', () => {
    given(progress)
      .when(correctEntry, slip, secretary, open)
      .thenFollows([corrected({}, freeText('已补齐台账'))]);
  });

  it('may be of a day or a line that drives nothing', () => {
    const change = { field: '/evidence/0/date', text: '2024-02-29' };
    given(progress)
      .when(correctEntry, { ...slip, ...change }, head, open)
      .thenFollows([corrected(change, '2024-02-29')]);
    const title = { field: '/evidence/0/title', text: '党费台账' };
    given(progress)
      .when(correctEntry, { ...slip, ...title }, head, open)
      .thenFollows([corrected(title, freeText('党费台账'))]);
  });

  it.each([
    ['/problem', '2023-review-03-02'],
    ['/measure', '2'],
    ['/evidence/0/kind', 'minutes'],
    ['/evidence/1/date', '2024-02-29'],
    ['/words/text', '新'],
    ['/toString', '新'],
    ['words', '新'],
  ])('is never of %s', (field, text) => {
    given(progress)
      .when(correctEntry, { ...slip, field, text }, head, open)
      .thenRefused('field-not-correctable', { type: 'MeasureProgressed', field }, { path: 'field', kind: 'invalid' });
  });

  it.each([
    ['/words', '字'.repeat(1_001), 'text-too-long'],
    ['/evidence/0/title', '台\n账', 'text-line-break'],
    ['/evidence/0/date', '2024-02-31', 'not-day'],
    ['/words', '已补起台账', 'nothing-corrected'],
  ])('keeps to the limits that %s had', (field, text, code) => {
    given(progress)
      .when(correctEntry, { ...slip, field, text }, head, open)
      .thenRefused(code, undefined, { path: 'text', kind: 'invalid' });
  });

  it('is made by the actor, by the recorder, or by the head of the office', () => {
    const by = (actor: string, role: string, unit?: string) =>
      given(progress).when(
        correctEntry,
        slip,
        context({ actor, role, occurredOn: '2024-03-02', ...(unit === undefined ? {} : { unit }) }),
        open,
      );
    by('p-clerk', 'branch-clerk', '03').thenFollows([corrected({}, freeText('已补齐台账'))]);
    by('p-other', 'office-clerk').thenRefused('amended-by-actor-or-head', {}, { kind: 'forbidden' });
    by('p-other', 'branch-secretary', '03').thenRefused('amended-by-actor-or-head');
    by('p-other', 'branch-secretary', '05').thenRefused('entry-not-found', {}, { kind: 'not-found' });
    // Whoever leads a rectification for a department made the entry, though the branch was told.
    by('p-secretary', 'department', 'FIN').thenFollows([corrected({}, freeText('已补齐台账'))]);
  });

  it('is left to the head of the office once the review is closed', () => {
    const closed: CorrectionRead = { ...open, reviews: [{ closed: true }] };
    given(progress).when(correctEntry, slip, secretary, closed).thenRefused('closed-amended-by-head');
    given(progress)
      .when(correctEntry, slip, head, closed)
      .thenFollows([corrected({}, freeText('已补齐台账'))]);
  });

  it('is of an entry that there is, and not before it', () => {
    given(progress)
      .when(correctEntry, { ...slip, revision: 1 }, head, open)
      .thenRefused('entry-not-found');
    given(progress, { ...corrected({}, freeText('又改')), circumstances: on })
      .when(correctEntry, { ...slip, revision: 1 }, head, open)
      .thenRefused('entry-not-found');
    given(progress)
      .when(correctEntry, slip, context({ ...head, occurredOn: '2024-02-29' }), open)
      .thenRefused('occurred-before-last-step');
  });

  it('does not touch what a new publication replaces', () => {
    given({ ...progress, circumstances: { ...on, stream: 'policy' } })
      .when(correctEntry, slip, head, open)
      .thenRefused('entry-is-replaced', { stream: 'policy' });
  });

  it('carries the tags of its entry', () => {
    const { state } = given(progress).when(correctEntry, slip, head, open);
    expect(entryStream.tags(state)).toEqual({ branch: '03', year: 2023 });
  });
});

describe('the review of an entry', () => {
  const entry = (stream: string, occurredOn: string): RecordedEvent => {
    const [template] = given(progress).state;
    if (template === undefined) throw new Error('no entry');
    return { ...template, stream, metadata: { ...template.metadata, occurredOn } };
  };
  const years = (...reviews: readonly ReviewEnd[]) => reviews;

  it('is the one that its stream names, else the first that ended after it', () => {
    expect(yearsOf(entry('report-2023-03', '2024-01-18'))).toEqual([2023]);
    expect(yearsOf(entry('review-2023', '2024-01-18'))).toEqual([2023]);
    const step = entry('problem-2023-review-03-01', '2024-06-30');
    expect(yearsOf(step)).toEqual([2023, 2024, 2025]);
    const before = { adjournedOn: '2024-01-18', closed: true };
    expect(isReviewClosed(step, years(before, { closed: false }, { closed: false }))).toBe(false);
    expect(isReviewClosed(step, years(before, { adjournedOn: '2025-01-16', closed: false }, { closed: true }))).toBe(
      false,
    );
    expect(isReviewClosed(step, years(before, { adjournedOn: '2025-01-16', closed: true }, { closed: false }))).toBe(
      true,
    );
  });
});

describe('the fields of an entry that may be corrected', () => {
  it('are its free texts, and the lines and days that are named', () => {
    const [entry] = given(progress).state;
    expect(entry && correctableFields(entry).map(({ field, reads }) => [field, reads])).toEqual([
      ['/words', '已补起台账'],
      ['/evidence/0/title', '台账'],
      ['/evidence/0/date', '2024-02-30'],
    ]);
  });
});
