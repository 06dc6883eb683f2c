import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { event, recordGiven } from '#event-sourcing/testing/given-event.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { shownRows } from '../projections/timeline/facts.js';

const tags = { branch: '03', year: 2023 };
const id = '2023-review-03-01';
const of = { year: 2023, branch: '03' } as const;
const narrow = { level: 'committee-only' };

const seen = (...events: Parameters<typeof recordGiven>[0]): readonly string[] => {
  const rows = recordGiven(events, { stream: 'report-2023-03', tags }).flatMap((each) => factRows(each));
  return shownRows(rows, '03').map(({ type }) => type);
};

const flagged = (circumstances: object = {}) =>
  event(
    'ProblemFlagged',
    { ...of, comment: 1, problem: id, no: '2023-述职-03-01', statement: freeText('甲') },
    circumstances,
  );
const inOwn = { stream: `problem-${id}`, tags };

describe('to those who do not read what is 限班子', () => {
  it('an entry is not there, and others are', () => {
    expect(seen(flagged(narrow))).toEqual([]);
    expect(seen(flagged())).toEqual(['ProblemFlagged']);
  });

  it('a problem takes its whole life with it, in whatever stream', () => {
    const life = event('ProblemClosed', { problem: id }, inOwn);
    expect(seen(flagged(narrow), life)).toEqual([]);
    expect(seen(flagged(), life)).toEqual(['ProblemFlagged', 'ProblemClosed']);
    const parts = [
      { problem: id, no: '' },
      { problem: '2023-review-03-02', no: '' },
    ];
    const split = event('ProblemSplit', { ...of, problem: id, parts }, narrow);
    const second = event('ProblemClosed', { problem: '2023-review-03-02' }, { ...inOwn, stream: 'problem-2' });
    expect(seen(flagged(narrow), split, second)).toEqual([]);
  });

  it('a question takes its answer with it, and an instruction what follows on it; others of the same number stay', () => {
    const asked = event('QuestionAsked', { ...of, question: 1, words: freeText('问') }, narrow);
    const answer = (question: number) => event('QuestionAnswered', { ...of, question, words: freeText('答') });
    expect(seen(asked, answer(1), answer(2))).toEqual(['QuestionAnswered']);
    const on = (subject: string) => ({
      subject: { kind: 'problem', id: subject },
      instruction: 1,
      words: freeText('批'),
    });
    const given = event('InstructionGiven', on(id), { ...narrow, stream: `oversight-${id}`, tags });
    const answered = (subject: string) =>
      event('InstructionAnswered', on(subject), { stream: `oversight-${subject}`, tags });
    expect(seen(given, answered(id), answered('2023-review-03-09'))).toEqual(['InstructionAnswered']);
  });

  it('a correction of it is not there either', () => {
    const entry = { revision: 0, eventId: '', type: 'ProblemFlagged', schemaVersion: 1 };
    const corrected = event('EntryCorrected', { entry, kind: 'slip', reason: freeText('错字'), units: ['03'] });
    expect(seen(flagged(narrow), corrected)).toEqual([]);
    expect(seen(flagged(), corrected)).toEqual(['ProblemFlagged', 'EntryCorrected']);
  });

  it('lists are without it', () => {
    const other = '2023-review-03-02';
    const approved = event(
      'ProblemListApproved',
      { year: 2023, documentNumber: '1号', problems: [id, other] },
      {
        stream: 'review-2023',
        tags: { year: 2023 },
      },
    );
    const called = event('AnswersCalledFor', {
      ...of,
      items: [
        { kind: 'problem', id },
        { kind: 'problem', id: other },
      ],
    });
    const rows = recordGiven([flagged(narrow), called, approved], { stream: 'report-2023-03', tags });
    const shown = shownRows(
      rows.flatMap((each) => factRows(each)),
      '03',
    );
    expect(shown.map((row) => row.shown.data)).toMatchObject([
      { items: [{ kind: 'problem', id: other }] },
      { problems: [other] },
    ]);
  });
});
