import { t } from '#chronicle/testing/told.js';
import type { CorrectionEvents } from '#corrections/events.js';
import type { EventsOf } from '#event-sourcing/event.js';
import { event, inStream, type Given } from '#event-sourcing/testing/given-event.js';

/** An entry whose level was set, by an entry that has this level itself. */
export const LEVEL_EXAMPLES = inStream<Given<EventsOf<CorrectionEvents>>>(
  'report-2023-03',
  { branch: '03', year: 2023 },
  event(
    'EntryLevelSet',
    {
      entry: {
        revision: 11,
        eventId: '1346ff8e-ad45-4a50-ae07-e73380c9a942',
        type: 'QuestionAsked',
        schemaVersion: 1,
      },
      level: 'committee-only',
      reason: t('涉及尚未公布的人事安排'),
      units: ['03'],
    },
    { level: 'committee-only', on: '2025-03-01' },
  ),
);
