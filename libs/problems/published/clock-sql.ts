import type { LocalDate } from '#time/local-date.js';
import { addDays } from '#time/local-date.js';
import type { Boundaries, ClockPolicy } from './clock.js';
import type { Light, WorkDays } from './lights.js';
import type { StepClock, StepDays } from './states.js';

/** SQL with named parameters, as TypeORM's query builders take it. */
export interface Sql {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a row of a state table says of the clock. */
export interface ClockedStatus {
  readonly clock?: StepClock;
  readonly settled: boolean;
}

/** How the columns are called that the clock goes by, and when a row counts as behind. */
export interface ClockColumns {
  readonly status: string;
  readonly since: string;
  readonly planDueOn?: string;
  readonly dueOn: string;
  /** A condition; may name the parameter `:today`. */
  readonly behind: string;
}

const EVERY = 'TRUE';
const NONE = 'FALSE';

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? NONE : `(${conditions.join(' OR ')})`;

/**
 * Lights and due dates as ranges over stored columns: the only thing that changes from day to day is the parameters.
 * Says of every row what the pure functions say.
 */
export class ClockSql {
  private readonly running: readonly (readonly [status: string, clock: StepClock])[];
  private readonly settled: string;
  private readonly late: string;
  private readonly near: string;
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(
    table: Readonly<Record<string, ClockedStatus>>,
    private readonly columns: ClockColumns,
    bounds: Boundaries,
  ) {
    const rows = Object.entries(table);
    this.running = rows.flatMap(([status, { clock, settled }]) =>
      clock === undefined || settled ? [] : [[status, clock] as const],
    );
    const ended = rows.filter(([, { settled }]) => settled).map(([status]) => `'${status}'`);
    this.settled = ended.length === 0 ? NONE : `${columns.status} IN (${ended.join(', ')})`;
    this.late = this.where('late', '<', ':today');
    this.near = this.where('near', '<=', ':nearDueOn');
    this.parameters = {
      today: bounds.today,
      nearDueOn: bounds.nearDueOn,
      ...named('late', bounds.lateIfSinceBefore),
      ...named('near', bounds.nearIfSinceBefore),
    };
  }

  /** An expression: the light of a row. */
  get light(): string {
    return `CASE WHEN ${this.settled} THEN 'grey' WHEN ${this.late} THEN 'red' WHEN ${this.columns.behind} THEN 'yellow'
      WHEN ${this.near} THEN 'blue' ELSE 'green' END`;
  }

  /** A condition: rows that show one of these lights. */
  shows(lights: readonly Light[]): string {
    const { behind } = this.columns;
    const late = `COALESCE(${this.late}, FALSE)`;
    const near = `COALESCE(${this.near}, FALSE)`;
    const conditions: Record<Light, string> = {
      grey: this.settled,
      red: `${this.late} AND NOT ${this.settled}`,
      yellow: `${behind} AND NOT ${late} AND NOT ${this.settled}`,
      blue: `${this.near} AND NOT ${late} AND NOT ${behind} AND NOT ${this.settled}`,
      green: `NOT ${near} AND NOT ${late} AND NOT ${behind} AND NOT ${this.settled}`,
    };
    return anyOf(lights.map((light) => `(${conditions[light]})`));
  }

  /** A condition: rows whose next step is due within these days, both included. Rows without a date are not. */
  dueWithin(
    range: { readonly from?: LocalDate; readonly to?: LocalDate },
    policy: ClockPolicy,
    calendar: WorkDays,
  ): Sql {
    const { from, to } = range;
    const parameters: Record<string, unknown> = { dueFrom: from, dueTo: to };
    const conditions = this.running.map(([status, clock]) => {
      const own = `${this.columns.status} = '${status}'`;
      if ('date' in clock) {
        const column = this.columnOf(clock);
        return [own, from && `${column} >= :dueFrom`, to && `${column} <= :dueTo`, `${column} IS NOT NULL`];
      }
      const since = (day: LocalDate): LocalDate => calendar.subtractWorkingDays(day, policy[clock.days]);
      if (from !== undefined) parameters[`dueFrom_${clock.days}`] = since(from);
      if (to !== undefined) parameters[`dueTo_${clock.days}`] = since(addDays(to, 1));
      const column = this.columns.since;
      return [own, from && `${column} >= :dueFrom_${clock.days}`, to && `${column} < :dueTo_${clock.days}`];
    });
    const sql = anyOf(conditions.map((parts) => `(${parts.filter((part) => part !== undefined).join(' AND ')})`));
    return { sql: from === undefined && to === undefined ? EVERY : sql, parameters };
  }

  /** Statuses whose step is counted in working days. */
  get countedStatuses(): readonly string[] {
    return this.running.flatMap(([status, clock]) => ('days' in clock ? [status] : []));
  }

  /**
   * An expression: the day on which the next step is due, NULL where there is none. `:workDays` are all working days
   * from before the earliest `since` of a row in a counted status up to the last day that can come out.
   */
  due(policy: ClockPolicy, workDays: readonly LocalDate[]): Sql {
    const cases = this.running.map(([status, clock]) => {
      // The n-th working day after a day stands n places after the last one up to that day.
      const counted =
        'days' in clock
          ? `width_bucket(${this.columns.since}, CAST(:workDays AS date[])) + ${String(policy[clock.days])}`
          : '';
      const value = 'date' in clock ? this.columnOf(clock) : `(CAST(:workDays AS date[]))[${counted}]`;
      return `WHEN '${status}' THEN ${value}`;
    });
    return { sql: `CASE ${this.columns.status} ${cases.join(' ')} END`, parameters: { workDays } };
  }

  private where(prefix: 'late' | 'near', comparison: '<' | '<=', day: string): string {
    return anyOf(
      this.running.map(([status, clock]) => {
        const passed =
          'date' in clock
            ? `${this.columnOf(clock)} ${comparison} ${day}`
            : `${this.columns.since} < :${prefix}_${clock.days}`;
        return `(${this.columns.status} = '${status}' AND ${passed})`;
      }),
    );
  }

  private columnOf({ date }: { readonly date: 'planDueOn' | 'dueOn' }): string {
    return date === 'dueOn' ? this.columns.dueOn : (this.columns.planDueOn ?? 'NULL');
  }
}

const named = (prefix: string, days: Readonly<Record<StepDays, LocalDate>>): Record<string, LocalDate> =>
  Object.fromEntries(Object.entries(days).map(([step, day]) => [`${prefix}_${step}`, day]));

/** Working days after `from`, up to the one on which the longest step that begins on `to` is due. */
export const workDaysBetween = (
  from: LocalDate,
  to: LocalDate,
  policy: ClockPolicy,
  calendar: WorkDays,
): readonly LocalDate[] => {
  const { nearDueDays: _none, ...steps } = policy;
  const last = calendar.addWorkingDays(to, Math.max(...Object.values(steps)));
  const days: LocalDate[] = [];
  for (let day = calendar.addWorkingDays(from, 1); day <= last; day = calendar.addWorkingDays(day, 1)) days.push(day);
  return days;
};
