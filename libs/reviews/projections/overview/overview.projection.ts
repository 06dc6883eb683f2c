import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { ReportEvent, ReviewEvent } from '../../events.js';
import { appraisalHandlers } from './appraisal-handlers.js';
import { meetingHandlers } from './meeting-handlers.js';
import { overviewColumns, overviewIndexes, overviewSources, type OverviewRow } from './overview-row.js';
import { reportHandlers } from './report-handlers.js';

/** One row per review and branch: how far its report is, with everything said in and to it. */
export const overview = defineProjection<OverviewRow, ReviewEvent | ReportEvent>({
  name: 'review_overview',
  version: 2,
  key: 'key',
  columns: overviewColumns,
  indexes: overviewIndexes,
  sources: overviewSources,
  handlers: { ...reportHandlers, ...meetingHandlers, ...appraisalHandlers },
});

export const overviewEntity = entityOf(overview);
