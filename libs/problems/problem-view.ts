import { ACTS } from '#access/acts.js';
import { answeringGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import type { Messages } from '#platform/http/messages.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { unitsOf } from './projections/ledger/plan.js';
import { problemSummary } from './problem-views.js';
import type { ProblemSummary, Told } from './problem-views.js';
import { possibleActions } from './published/actions.js';
import type { ActionFacts, PossibleAction } from './published/actions.js';
import { halfYearOf } from './published/half-year.js';
import type { ClockBasis, ClockDay } from './published/clock-day.js';
import type { InBoth } from './published/light-view.js';

/** Something the viewer's roles may do next, or why it is not for this viewer or not now. */
export interface ActionView extends InBoth {
  readonly act: PossibleAction['act'];
  readonly allowed: boolean;
  readonly reason: (InBoth & { readonly code: string }) | null;
}

type AsStored = Pick<
  LedgerRow,
  | 'length'
  | 'comment'
  | 'listedOn'
  | 'listNumber'
  | 'dispatchedOn'
  | 'noticeNumber'
  | 'planDueOn'
  | 'acknowledgedOn'
  | 'contested'
  | 'plan'
  | 'extensions'
  | 'returnedFor'
  | 'submissions'
  | 'verifiedOn'
  | 'conclusion'
  | 'standingSince'
  | 'standingNotes'
  | 'withdrawnOn'
  | 'withdrawnFor'
  | 'reopenedOn'
>;

export interface ProblemView extends ProblemSummary, AsStored {
  /** The day and the rules that light and due date go by. */
  readonly lightsOf: ClockBasis;
  readonly actions: readonly ActionView[];
}

/** What the rules beside the state table go by. */
const actionFacts = (row: Told<LedgerRow>): ActionFacts => {
  const lead = { kind: row.leadKind, code: row.leadCode };
  return {
    status: row.status,
    branch: row.branch,
    heir: row.heir,
    lead,
    unitsInvolved: [...Object.keys(row.passed), ...[lead, ...unitsOf(row.plan)].map(({ code }) => code)],
    hasStandingMeasures: row.standingMeasures,
    dueOn: row.dueOn,
    extensionOpen: row.openExtension !== null,
    extensionsGranted: row.extensionsGranted,
    notedHalves: row.standingNotes.map(({ half }) => half),
    ...row.separation,
  };
};

const actionView =
  (row: LedgerRow, today: string, messages: Messages) =>
  ({ act, allowed, reason: code }: PossibleAction): ActionView => {
    const { zh, en } = ACTS[act];
    const params = { extension: row.openExtension ?? 0, half: halfYearOf(today) };
    const reason =
      code === undefined
        ? null
        : { code, zh: messages.text(code, 'zh', params), en: messages.text(code, 'en', params) };
    return { act, zh, en, allowed, reason };
  };

/** The whole problem, with what the viewer could do next. */
export const problemView = (
  row: Told<LedgerRow>,
  clock: ClockDay,
  viewer: Principal,
  messages: Messages,
): ProblemView => {
  const actions = possibleActions(actionFacts(row), {
    ...viewer,
    grants: answeringGrants(viewer),
    today: clock.today,
  });
  return {
    ...problemSummary(row, clock),
    length: row.length,
    comment: row.comment,
    listedOn: row.listedOn,
    listNumber: row.listNumber,
    dispatchedOn: row.dispatchedOn,
    noticeNumber: row.noticeNumber,
    planDueOn: row.planDueOn,
    acknowledgedOn: row.acknowledgedOn,
    contested: row.contested,
    plan: row.plan,
    extensions: row.extensions,
    returnedFor: row.returnedFor,
    submissions: row.submissions,
    verifiedOn: row.verifiedOn,
    conclusion: row.conclusion,
    standingSince: row.standingSince,
    standingNotes: row.standingNotes,
    withdrawnOn: row.withdrawnOn,
    withdrawnFor: row.withdrawnFor,
    reopenedOn: row.reopenedOn,
    lightsOf: clock.basis,
    actions: actions.map(actionView(row, clock.today, messages)),
  };
};
