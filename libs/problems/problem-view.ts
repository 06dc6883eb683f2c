import { ACTS } from '#access/acts.js';
import { answeringGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import type { Messages } from '#platform/http/messages.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { measuresOf, unitsOf } from './projections/ledger/plan.js';
import { litPlan } from './measure-lights.js';
import type { LitPlan } from './measure-lights.js';
import { problemSummary } from './problem-views.js';
import type { ProblemRelations } from './relations-view.js';
import type { ProblemSummary, Told } from './problem-views.js';
import { possibleActions } from './published/actions.js';
import type { ActionFacts, PossibleAction } from './published/actions.js';
import { halfYearOf, halvesWithout } from './published/half-year.js';
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
  | 'takenOver'
  | 'comment'
  | 'listedOn'
  | 'listNumber'
  | 'dispatchedOn'
  | 'noticeNumber'
  | 'planDueOn'
  | 'acknowledgedOn'
  | 'contested'
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

export interface ProblemView extends ProblemSummary, AsStored, ProblemRelations {
  /** The day and the rules that light and due date go by. */
  readonly lightsOf: ClockBasis;
  readonly plan: LitPlan | null;
  /** Half-years of which a standing problem has no note yet. */
  readonly notesMissing: readonly string[];
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
    level: row.level,
    unitsInvolved: [...Object.keys(row.passed), ...[lead, ...unitsOf(row.plan)].map(({ code }) => code)],
    measureLeads: measuresOf(row.plan).map(({ leadUnit }) => leadUnit),
    hasStandingMeasures: row.standingMeasures,
    dueOn: row.dueOn,
    extensionOpen: row.openExtension !== null,
    extensionsGranted: row.extensionsGranted,
    notedHalves: row.standingNotes.map(({ half }) => half).concat(row.takenOver?.notedHalf ?? []),
    ...row.separation,
  };
};

const actionView =
  (row: LedgerRow, today: string, messages: Messages) =>
  ({ act, allowed, reason: code }: PossibleAction): ActionView => {
    const { zh, en } = ACTS[act];
    const params = { extension: row.openExtension ?? 0, half: halfYearOf(today), entry: row.no ?? row.id };
    const reason =
      code === undefined
        ? null
        : { code, zh: messages.text(code, 'zh', params), en: messages.text(code, 'en', params) };
    return { act, zh, en, allowed, reason };
  };

const notesMissing = ({ status, standingSince, standingNotes }: Told<LedgerRow>, today: string): readonly string[] =>
  status === 'standing' && standingSince !== null
    ? halvesWithout(
        standingNotes.map(({ half }) => half),
        standingSince,
        today,
      )
    : [];

/** The whole problem, with what the viewer could do next. */
export const problemView = (
  row: Told<LedgerRow>,
  relations: ProblemRelations,
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
    ...relations,
    length: row.length,
    takenOver: row.takenOver,
    comment: row.comment,
    listedOn: row.listedOn,
    listNumber: row.listNumber,
    dispatchedOn: row.dispatchedOn,
    noticeNumber: row.noticeNumber,
    planDueOn: row.planDueOn,
    acknowledgedOn: row.acknowledgedOn,
    contested: row.contested,
    plan: row.plan && litPlan(row.plan, row.status, clock),
    extensions: row.extensions,
    returnedFor: row.returnedFor,
    submissions: row.submissions,
    verifiedOn: row.verifiedOn,
    conclusion: row.conclusion,
    standingSince: row.standingSince,
    standingNotes: row.standingNotes,
    notesMissing: notesMissing(row, clock.today),
    withdrawnOn: row.withdrawnOn,
    withdrawnFor: row.withdrawnFor,
    reopenedOn: row.reopenedOn,
    lightsOf: clock.basis,
    actions: actions.map(actionView(row, clock.today, messages)),
  };
};
