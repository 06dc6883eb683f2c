import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvent } from '../../events.js';
import { said, tallied } from './change.js';
import type { OverviewRow } from './overview-row.js';

type Events = Extract<
  ReportEvent,
  { type: 'AppraisalTallied' | 'AppraisalConfirmed' | 'GradeDecided' | 'GradeFedBack' }
>;

/** Votes and grade. A later tally of a form takes the place of the earlier one. */
export const appraisalHandlers: Handlers<OverviewRow, Events> = {
  AppraisalTallied: said(({ detail }, { data: { form, tally, groups, countedBy, supervisedBy } }) =>
    tallied([
      ...detail.tallies.filter((each) => each.form !== form),
      { form, tally, groups, countedBy, supervisedBy, confirmations: 0, complete: false },
    ]),
  ),
  AppraisalConfirmed: said(({ detail }, { data: { form, tally, complete } }) =>
    tallied(
      detail.tallies.map((each) =>
        each.form === form && each.tally === tally
          ? { ...each, complete, confirmations: each.confirmations + 1 }
          : each,
      ),
    ),
  ),
  GradeDecided: said((_row, { data: { grade, meetingOn, minutesNumber, opinion, sourcesConsidered }, metadata }) => ({
    gradeDecidedOn: metadata.occurredOn,
    grade: {
      grade,
      meetingOn,
      minutesNumber,
      opinion: opinion.text,
      sourcesConsidered: sourcesConsidered.map(({ text }) => text),
    },
  })),
  GradeFedBack: said((_row, { data }) => ({ gradeFedBackOn: data.on })),
};
