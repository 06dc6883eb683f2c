import { describe, it, expect } from '@jest/globals';
import { twoYears } from '#chronicle/testing/two-years.js';
import { context, event } from '#event-sourcing/testing/decider-kit.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { foldStream } from '#event-sourcing/loaded-stream.js';
import { recordGiven } from '#event-sourcing/testing/given-event.js';
import { report } from '#reviews/domain/report.js';
import { correctEntry } from './correction.js';
import { elsewhere, restingThere } from './elsewhere.js';
import { voidEntries, type VoidedRead, type VoidingRead } from './voiding.js';

const LIFE = 'problem-2023-review-03-01';
const REPORT = 'report-2023-03';

const all = twoYears();
const entriesOf = (stream: string): readonly RecordedEvent[] => all.filter((each) => each.stream === stream);

const head = context({ actor: 'p-head', role: 'office-head', occurredOn: '2025-03-01' });

/** As the command reads it. */
const readOf = (stream: string, revisions: readonly number[], closed: boolean): VoidingRead => ({
  entries: new Map(
    revisions.flatMap((revision): [number, VoidedRead][] => {
      const entry = entriesOf(stream)[revision];
      if (entry === undefined) return [];
      const resting = elsewhere(entry).flatMap((place) => restingThere(place, entriesOf(place.stream)));
      return [[revision, { reviews: [{ closed }], resting }]];
    }),
  ),
  schemaVersionOf: () => 1,
});

const voided = (stream: string, ...revisions: readonly number[]): unknown => {
  try {
    const command = { stream, revisions, reason: '误录' };
    const [first] = voidEntries(command, entriesOf(stream), head, readOf(stream, revisions, true));
    return first?.type === 'EntryVoided' ? first.data.entries.map(({ revision }) => revision) : first;
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.params['entries'] ?? error.params];
    throw error;
  }
};

const typesOf = (stream: string): readonly string[] => entriesOf(stream).map(({ type }) => type);
const at = (stream: string, type: string): number => typesOf(stream).indexOf(type);

describe('voiding entries', () => {
  it('takes the last step of a life back, and names whom it concerns', () => {
    const last = typesOf(LIFE).length - 1;
    const read = readOf(LIFE, [last], false);
    const entry = entriesOf(LIFE)[last];
    expect(voidEntries({ stream: LIFE, revisions: [last], reason: '误录' }, entriesOf(LIFE), head, read)).toEqual([
      {
        type: 'EntryVoided',
        data: {
          entries: [{ revision: last, eventId: entry?.id, type: 'ProblemClosed', schemaVersion: 1 }],
          reason: { text: '误录' },
          units: ['03'],
          item: '2023-review-03-01',
        },
      },
    ]);
  });

  it('refuses to leave steps behind that the table of states does not have there', () => {
    const [submitted, verified, closed] = ['RectificationSubmitted', 'RectificationVerified', 'ProblemClosed'].map(
      (type) => at(LIFE, type),
    ) as [number, number, number];
    expect(voided(LIFE, verified)).toEqual(['built-upon', `ProblemClosed ${LIFE}@${String(closed)}`]);
    expect(voided(LIFE, submitted, closed)).toEqual([
      'built-upon',
      `RectificationVerified ${LIFE}@${String(verified)}`,
    ]);
    expect(voided(LIFE, closed, submitted, verified, closed)).toEqual([submitted, verified, closed]);
  });

  it('refuses to leave the answer to a request without the request', () => {
    const [asked, granted] = [at(LIFE, 'ExtensionRequested'), at(LIFE, 'ExtensionGranted')];
    expect(voided(LIFE, asked)).toEqual(['built-upon', `ExtensionGranted ${LIFE}@${String(granted)}`]);
    expect(voided(LIFE, asked, granted)).toEqual([asked, granted]);
  });

  it('voids the opening of a stream with the last entry for which it was opened', () => {
    const whole = typesOf(LIFE).map((_, revision) => revision);
    expect(voided(LIFE, ...whole.slice(1))).toEqual(whole);
    expect(voided(LIFE, 0)).toEqual(['entry-not-voidable', { type: 'ProblemOpened' }]);
  });

  it('refuses to take from under other streams what they rest on', () => {
    const flagged = at(REPORT, 'ProblemFlagged');
    expect(voided(REPORT, flagged)).toEqual(['built-upon', expect.stringContaining(`ProblemOpened ${LIFE}@0`)]);
    expect(voided(REPORT, at(REPORT, 'CommentIssued'))).toEqual([
      'built-upon',
      expect.stringContaining(`ProblemFlagged ${REPORT}@`),
    ]);
    expect(voided('review-2023', at('review-2023', 'ProblemListApproved'))).toEqual([
      'built-upon',
      expect.stringContaining('ProblemOpened'),
    ]);
  });

  it('knows that a problem that was parted or merged is built upon', () => {
    const flagged = entriesOf(REPORT)[at(REPORT, 'ProblemFlagged')];
    if (flagged === undefined) throw new Error('no problem');
    const problem = '2023-review-03-01';
    const later = (type: string, data: object) => ({ ...flagged, revision: 99, type, data });
    const resting = [
      later('ProblemSplit', { problem, parts: [] }),
      later('ProblemsMerged', { into: problem, merged: ['2023-review-03-02'] }),
      later('ProblemsMerged', { into: '2023-review-03-02', merged: [problem] }),
    ];
    const others = [later('ProblemSplit', { problem: '2023-review-03-02', parts: [] })];
    const own = elsewhere(flagged).filter(({ stream }) => stream === REPORT);
    expect(own.flatMap((place) => restingThere(place, [...resting, ...others]))).toEqual(resting);
  });

  it('takes back how problems were put for the list, unless that was gone on with', () => {
    const [flagged] = entriesOf(REPORT).filter(({ type }) => type === 'ProblemFlagged');
    if (flagged === undefined) throw new Error('no problem');
    const [whole, part] = ['2023-review-03-01', '2023-review-03-09'];
    const later = (revision: number, type: string, data: object) => ({ ...flagged, revision, type, data });
    const split = later(90, 'ProblemSplit', { problem: whole, parts: [{ problem: whole }, { problem: part }] });
    const merged = later(91, 'ProblemsMerged', { into: whole, merged: [part] });
    const common = later(92, 'CommonProblemRaised', { children: [{ problem: '2023-common-03-01' }] });
    const restingOn = (entry: RecordedEvent, ...events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
      elsewhere(entry).flatMap((place) =>
        restingThere(
          place,
          events.filter(({ stream }) => stream === place.stream),
        ),
      );
    const restated = later(95, 'ProblemRestated', { problem: part });
    const listed = { ...later(3, 'ProblemListApproved', { problems: [whole] }), stream: 'review-2023' };
    const opened = (id: string) => ({ ...later(0, 'ProblemOpened', { problem: id }), stream: `problem-${id}` });
    expect(restingOn(split, flagged, later(89, 'ProblemRestated', { problem: whole }), split)).toEqual([]);
    for (const event of [merged, restated, opened(part), listed]) expect(restingOn(split, event)).toEqual([event]);
    expect(restingOn(merged, restated)).toEqual([]);
    for (const event of [opened(whole), listed]) expect(restingOn(merged, event)).toEqual([event]);
    expect(restingOn(common, opened('2023-common-03-01'))).toHaveLength(1);
    expect(restingOn(common, opened('2023-common-05-01'))).toEqual([]);
  });

  it('takes back a notice under which nothing is sent out any more', () => {
    const dispatched = entriesOf(LIFE).find(({ type }) => type === 'ProblemDispatched');
    if (dispatched === undefined) throw new Error('no dispatch');
    const noticeOf = (noticeNumber: string): RecordedEvent => ({
      ...dispatched,
      type: 'NoticeIssued',
      stream: `notice-${noticeNumber}`,
      data: { noticeNumber, problems: ['2023-review-03-01'] },
    });
    const restingOn = (notice: RecordedEvent) =>
      elsewhere(notice).flatMap((place) => restingThere(place, entriesOf(place.stream)));
    const { noticeNumber } = dispatched.data as { noticeNumber: string };
    expect(restingOn(noticeOf(noticeNumber))).toEqual([dispatched]);
    expect(restingOn(noticeOf('另一号'))).toEqual([]);
  });

  it('lets what was built on a comment point to another before that comment is voided', () => {
    const [flagged, first] = [at(REPORT, 'ProblemFlagged'), at(REPORT, 'CommentIssued')];
    const [comment, problem] = [entriesOf(REPORT)[first], entriesOf(REPORT)[flagged]];
    if (comment === undefined || problem === undefined) throw new Error('no comment');
    const other = { ...comment, revision: 99, data: { ...comment.data, comment: 2 } };
    const pointed = (text: string) =>
      correctEntry(
        { stream: REPORT, revision: flagged, field: '/comment', text, kind: 'slip', reason: '重复录入' },
        [...entriesOf(REPORT), other],
        head,
        { reviews: [], schemaVersion: 1 },
      );
    expect(pointed('2')).toMatchObject([{ type: 'EntryCorrected', data: { field: '/comment', value: 2 } }]);
    expect(() => pointed('3')).toThrow('points-to-nothing');
    const entries = entriesOf(REPORT).map((entry) => {
      const { data } = entry;
      return 'comment' in data && entry !== comment ? { ...entry, data: { ...data, comment: 2 } } : entry;
    });
    const command = { stream: REPORT, revisions: [first], reason: '误录' };
    expect(voidEntries(command, [...entries, other], head, readOf(REPORT, [first], true))).toHaveLength(1);
  });

  it('leaves alone what is taken back by an act of its own, and what is void', () => {
    expect(voided('branch-03', 0)).toEqual(['entry-not-voidable', { type: 'BranchEstablished' }]);
    const amendedBy = recordGiven([event('EntryVoided', { entries: [] })], { stream: LIFE });
    const entries = entriesOf(LIFE).map((entry) => (entry.revision === 12 ? { ...entry, amendedBy } : entry));
    expect(() =>
      voidEntries({ stream: LIFE, revisions: [12], reason: '误录' }, entries, head, readOf(LIFE, [12], false)),
    ).toThrow('entry-voided');
  });

  it('is for the head of the office once the review is closed', () => {
    const [first] = entriesOf(LIFE);
    const actor = context({
      actor: first?.metadata.actor ?? '',
      role: 'branch-secretary',
      unit: '03',
      occurredOn: '2025-03-01',
    });
    const read = (closed: boolean) => readOf(LIFE, [12], closed);
    const command = { stream: LIFE, revisions: [12], reason: '误录' };
    const entries = entriesOf(LIFE).map((entry) => ({
      ...entry,
      metadata: { ...entry.metadata, actor: actor.actor },
    }));
    expect(voidEntries(command, entries, actor, read(false))).toHaveLength(1);
    expect(() => voidEntries(command, entries, actor, read(true))).toThrow('closed-amended-by-head');
  });
});

describe('a report of which entries were voided', () => {
  it('gives no number a second time', () => {
    const stored = entriesOf(REPORT);
    const before = foldStream(report, { stream: REPORT, stored: [], events: stored }).state;
    const amendedBy = recordGiven([event('EntryVoided', { entries: [] })], { stream: REPORT });
    const events = stored.map((entry) =>
      ['ProblemFlagged', 'GoalAssigned', 'CommentIssued'].includes(entry.type) ? { ...entry, amendedBy } : entry,
    );
    const { state } = foldStream(report, { stream: REPORT, stored: [], events });
    const { problemNumbers, goals, comments } = before;
    expect(state).toMatchObject({ problems: new Map(), problemNumbers, goals, comments });
    expect(problemNumbers).toBe(2);
  });
});
