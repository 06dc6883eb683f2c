import { Injectable } from '@nestjs/common';
import { narrowest, seesLimitedOf, type Level } from '#access/levels.js';
import { seesGradeBeforeFeedback } from '#access/visible-branches.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { Config } from '#platform/config/config.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import type { LocalDate } from '#time/local-date.js';
import type { Fact } from '../domain/fact.js';
import { annualSheet } from '../domain/sheet/annual-sheet.js';
import { entryKey } from '../domain/limited.js';
import type { DayRules } from '../domain/sheet/counting-day.js';
import { eventsOf, plainSheet } from '../domain/sheet/plain-sheet.js';
import type { ExplainedSheet, PlainSheet } from '../domain/sheet/sheet.js';
import type { CycleRow } from '../projections/cycles/cycles.projection.js';
import { CyclesQuery } from '../projections/cycles/cycles.query.js';
import { TimelineQuery, type KnownBranch } from '../projections/timeline/timeline.query.js';

export type SheetView = {
  readonly name: string;
  /** The narrowest of what is counted in it. */
  readonly level: Level;
  /** The committee that convened the review of the year, or else the last one before; null before the first. */
  readonly unit: string | null;
  /** Of which day it is. */
  readonly date: LocalDate;
} & (ExplainedSheet | PlainSheet);

const levelOfSheet = (sheet: ExplainedSheet, facts: readonly Fact[]): Level => {
  const counted = eventsOf(sheet);
  const levels = facts.filter((fact) => counted.has(entryKey(fact))).map(({ level }) => level);
  return narrowest(['internal', ...levels]);
};

const unitOf = (reviews: readonly CycleRow[], year: number): string | null =>
  reviews.findLast((review) => review.year <= year)?.committee ?? null;

/** Annual sheets, computed from the read model when they are asked for. */
@Injectable()
export class AnnualSheets {
  constructor(
    private readonly timeline: TimelineQuery,
    private readonly cycles: CyclesQuery,
    private readonly policy: PolicyReader,
    private readonly config: Config,
    private readonly day: BusinessDay,
  ) {}

  async of(
    branches: readonly KnownBranch[],
    year: number,
    explain: boolean,
    viewer: Principal,
  ): Promise<readonly SheetView[]> {
    const [facts, reviews] = await Promise.all([
      this.timeline.facts(
        branches.map(({ code }) => code),
        (code) => seesLimitedOf(viewer, code),
      ),
      this.cycles.all(),
    ]);
    const rules = await this.rules([...facts.values()].flat());
    const gradeBeforeFeedback = seesGradeBeforeFeedback(viewer);
    return branches.map(({ code, name }) => {
      const options = { branch: code, year, reviews, rules, gradeBeforeFeedback };
      const own = facts.get(code) ?? [];
      const sheet = annualSheet(own, options);
      const head = { name, level: levelOfSheet(sheet, own), unit: unitOf(reviews, year), date: this.day.today() };
      return { ...head, ...(explain ? sheet : plainSheet(sheet)) };
    });
  }

  /** The grace for late entries on every day on which it matters. */
  private async rules(facts: readonly Fact[]): Promise<DayRules> {
    const submissions = facts.filter(({ type }) => type === 'RectificationSubmitted');
    const days = new Set(submissions.map(({ occurredOn }) => occurredOn));
    const grace = new Map<LocalDate, number>();
    for (const day of days) grace.set(day, (await this.policy.read(day)).policy.lateEntryGraceDays);
    return { timeZone: this.config.timeZone, graceDays: (day) => grace.get(day) ?? 0 };
  }
}
