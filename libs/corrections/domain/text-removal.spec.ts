import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { CorrectionEvent, CorrectionEvents } from '../events.js';
import { entryStream } from './entry-stream.js';
import { requestsOn } from './removal-requests.js';
import {
  confirmTextRemoval,
  refuseTextRemoval,
  requestTextRemoval,
  type RemovalRead,
  type RemovalRequest,
} from './text-removal.js';

const by = { on: '2024-03-01', actor: 'p-secretary', recordedBy: 'p-clerk', tags: { branch: '03', year: 2023 } };

/** The stream holds whatever its own aggregate says. */
const given = (...events: readonly object[]) => specify(entryStream).given(...(events as Given<CorrectionEvent>[]));

const noted = event(
  'MeasureProgressed',
  { problem: '2023-review-03-01', measure: 1, words: freeText('张某家住…'), done: false },
  by,
);

const [entry] = given(noted).state;
const named = { revision: 0, eventId: entry?.id ?? '', type: 'MeasureProgressed', schemaVersion: 1 };
const whom = { units: ['03'], item: '2023-review-03-01' };

const request: RemovalRequest = {
  stream: 'problem-2023-review-03-01',
  revision: 0,
  field: '/words',
  ground: 'personal-data',
  reason: '写入了住址',
};
const requestedData: CorrectionEvents['TextRemovalRequested'] = {
  entry: named,
  field: '/words',
  ground: 'personal-data',
  reason: freeText('写入了住址'),
  ...whom,
};
const asked = event('TextRemovalRequested', requestedData, { on: '2024-03-02', actor: 'p-head', recordedBy: 'p-head' });
const askedAs = (actor: string, recordedBy: string) =>
  event('TextRemovalRequested', requestedData, { on: '2024-03-02', actor, recordedBy });
const [, askedEntry] = given(noted, asked).state;
const ofRequest = { request: { revision: 1, eventId: askedEntry?.id ?? '' } };

const read: RemovalRead = { reviews: [{ closed: false }], schemaVersion: 1, texts: [{ revision: 0, digest: 'd0' }] };
const removed = event(
  'TextRemoved',
  { entry: named, field: '/words', ...ofRequest, ...whom, texts: read.texts, ground: 'personal-data' },
  { on: '2024-03-03', actor: 'p-chair', recordedBy: 'p-chair' },
);

const head = context({ actor: 'p-head', role: 'office-head', occurredOn: '2024-03-03' });
const chair = context({ actor: 'p-chair', role: 'chair', occurredOn: '2024-03-03' });
const { stream, revision } = request;
const place = { stream, revision, field: '/words' };

describe('a request to remove a text', () => {
  it('names the field, the ground and whom it concerns, and removes nothing', () => {
    const outcome = given(noted).when(requestTextRemoval, request, head, read);
    outcome.thenFollows([{ type: 'TextRemovalRequested', data: requestedData }]);
  });

  it('may be made by whoever made or typed the entry, and by nobody else but the head of the office', () => {
    for (const actor of ['p-secretary', 'p-clerk']) {
      const own = context({ actor, role: 'branch-secretary', unit: '03', occurredOn: '2024-03-03' });
      given(noted)
        .when(requestTextRemoval, request, own, read)
        .thenFollows([{ type: 'TextRemovalRequested', data: requestedData }]);
    }
    const other = context({ actor: 'p-other', role: 'branch-secretary', unit: '03', occurredOn: '2024-03-03' });
    given(noted).when(requestTextRemoval, request, other, read).thenRefused('amended-by-actor-or-head');
    const foreign = context({ actor: 'p-other', role: 'branch-secretary', unit: '05', occurredOn: '2024-03-03' });
    given(noted).when(requestTextRemoval, request, foreign, read).thenRefused('entry-not-found');
  });

  it('is refused where there is no text, it is gone already, or was asked for already', () => {
    const none = { ...read, texts: [] };
    given(noted)
      .when(requestTextRemoval, { ...request, field: '/measure' }, head, none)
      .thenRefused('field-not-removable');
    given(noted).when(requestTextRemoval, request, head, none).thenRefused('text-removed-already');
    given(noted, asked).when(requestTextRemoval, request, head, read).thenRefused('removal-requested-already');
    given(noted)
      .when(requestTextRemoval, { ...request, revision: 7 }, head, read)
      .thenRefused('entry-not-found');
    const before = context({ actor: 'p-head', role: 'office-head', occurredOn: '2024-02-28', today: '2024-03-03' });
    given(noted).when(requestTextRemoval, request, before, read).thenRefused('occurred-before-last-step');
  });

  it('may be of the reason of a correction, and tells nobody of one of votes', () => {
    const correction = event(
      'EntryCorrected',
      {
        entry: { ...named, type: 'AppraisalTallied' },
        field: '/x',
        value: freeText('x'),
        reason: freeText('甲'),
        ...whom,
      },
      { on: '2024-03-02' },
    );
    const [, recorded] = given(noted, correction).state;
    given(noted, correction)
      .when(requestTextRemoval, { ...request, revision: 1, field: '/reason' }, head, read)
      .thenFollows([
        {
          type: 'TextRemovalRequested',
          data: {
            ...requestedData,
            entry: { revision: 1, eventId: recorded?.id ?? '', type: 'EntryCorrected', schemaVersion: 1 },
            field: '/reason',
            units: [],
          },
        },
      ]);
  });
});

describe('a confirmation', () => {
  it('removes what stands in the field by then', () => {
    const texts = [
      { revision: 0, digest: 'd0' },
      { revision: 2, digest: 'd2' },
    ];
    given(noted, asked)
      .when(confirmTextRemoval, place, chair, { ...read, texts })
      .thenFollows([
        {
          type: 'TextRemoved',
          data: { entry: named, field: '/words', ...ofRequest, ...whom, texts, ground: 'personal-data' },
        },
      ]);
  });

  it('is refused to whoever asked or typed the request, on paper too', () => {
    const basis = { kind: 'minutes', date: '2024-03-02' };
    for (const who of [head, { ...head, basis }, { ...chair, recordedBy: 'p-head', basis }])
      given(noted, asked).when(confirmTextRemoval, place, who, read).thenRefused('removal-confirmed-by-another');
    given(noted, askedAs('p-secretary', 'p-chair'))
      .when(confirmTextRemoval, place, chair, read)
      .thenRefused('removal-confirmed-by-another');
  });

  it('is refused where nobody asked, or the request was answered', () => {
    given(noted).when(confirmTextRemoval, place, chair, read).thenRefused('removal-not-requested');
    given(noted, asked, removed).when(confirmTextRemoval, place, chair, read).thenRefused('removal-not-requested');
    given(noted, asked)
      .when(confirmTextRemoval, { ...place, field: '/other' }, chair, read)
      .thenRefused('removal-not-requested');
    const before = context({ actor: 'p-chair', role: 'chair', occurredOn: '2024-03-01', today: '2024-03-03' });
    given(noted, asked).when(confirmTextRemoval, place, before, read).thenRefused('occurred-before-last-step');
  });
});

describe('a refusal', () => {
  const refusal = { ...place, reason: '请更正' };

  it('answers the request, which may be made anew', () => {
    const data = { entry: named, field: '/words', ...ofRequest, ...whom, reason: freeText('请更正') };
    given(noted, asked)
      .when(refuseTextRemoval, refusal, chair)
      .thenFollows([{ type: 'TextRemovalRefused', data }]);
    const refused = event('TextRemovalRefused', data, { on: '2024-03-03', actor: 'p-chair' });
    given(noted, asked, refused).when(confirmTextRemoval, place, chair, read).thenRefused('removal-not-requested');
    given(noted, asked, refused)
      .when(requestTextRemoval, request, head, read)
      .thenFollows([{ type: 'TextRemovalRequested', data: requestedData }]);
    expect(requestsOn(given(noted, asked, refused, asked).state, 0).map(({ answer }) => answer?.type)).toEqual([
      'TextRemovalRefused',
      undefined,
    ]);
  });

  it('may come from whoever asked', () => {
    const data = { entry: named, field: '/words', ...ofRequest, ...whom, reason: freeText('请更正') };
    given(noted, asked)
      .when(refuseTextRemoval, refusal, head)
      .thenFollows([{ type: 'TextRemovalRefused', data }]);
  });
});
