import { levelOf } from '#access/levels.js';
import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import type { ProblemEvent, ProblemEvents } from '../../events.js';
import { own, type Change } from './change.js';
import type { LedgerRow } from './ledger-row.js';
import { planOnPaper, stepColumn, submissionsOnPaper } from './taken-over.js';

type TakenOver = EventsOf<Pick<ProblemEvents, 'ProblemTakenOver'>>;

/** A problem of the old ledger: its row begins in the middle of its life. */
export const takenOverHandlers: Handlers<LedgerRow, ProblemEvent> = {
  ProblemTakenOver: own((event) => ({ ...takenOver(event), level: levelOf(event) })),
};

const takenOver = ({ data, metadata }: Recorded<TakenOver>): Change => ({
  takenOver: {
    on: metadata.occurredOn,
    paper: data.paper,
    externalKey: data.externalKey ?? null,
    extensionsGranted: data.extensionsGranted ?? 0,
    notedHalf: data.notedHalf ?? null,
  },
  no: data.no,
  year: data.year,
  branch: data.branch,
  source: data.source,
  statement: data.statement.text,
  category: data.category,
  recurrenceOf: data.recurrenceOf ?? null,
  raisedOn: data.raisedOn,
  leadNamed: data.lead,
  ownStatus: data.status,
  ownSince: data.since,
  returned: data.returned === true,
  listedOn: stepColumn(data, 'listedOn'),
  listNumber: data.listNumber ?? null,
  dispatchedOn: stepColumn(data, 'dispatchedOn'),
  noticeNumber: data.noticeNumber ?? null,
  acknowledgedOn: stepColumn(data, 'acknowledgedOn'),
  plan: planOnPaper(data),
  submissions: submissionsOnPaper(data),
  submittedOn: stepColumn(data, 'submittedOn'),
  verifiedOn: stepColumn(data, 'verifiedOn'),
  standingSince: data.status === 'standing' ? data.since : null,
  closedOn: data.status === 'closed' ? data.since : null,
  withdrawnOn: data.status === 'withdrawn' ? data.since : null,
  conclusion: data.status === 'closed' ? (data.conclusion?.text ?? null) : null,
  withdrawnFor: data.status === 'withdrawn' ? (data.conclusion?.text ?? null) : null,
});
