import { readPassings } from '#branches/published/succession.js';
import type { Load } from '#event-sourcing/command.js';
import { problemStream } from '#problems/events.js';
import type { Reports } from '../domain/adjournment.js';
import type { ReportKey, ReviewWithPassings } from '../domain/guards.js';
import type { ListRead } from '../domain/problem-list.js';
import { standingProblems } from '../domain/problem-list.js';
import { report } from '../domain/report.js';
import type { WordingRead } from '../domain/wording.js';
import type { ReviewState } from '../domain/review.js';
import { review } from '../domain/review.js';
import { withdrawal } from '../domain/withdrawal.js';
import { reportStream, reviewStream } from '../events.js';

/** The review to which a report belongs. */
export const readReview = async ({ year }: { readonly year: number }, load: Load): Promise<ReviewState> =>
  (await load(review, reviewStream(year))).state;

/** The same, for what a branch does itself: another may have taken its place. */
export const readOwnReview = async (key: ReportKey, load: Load): Promise<ReviewWithPassings> => {
  const state = await readReview(key, load);
  const passings = await readPassings([key.branch], reportStream(key.year, key.branch), load);
  return { ...state, passings };
};

/** The reports of all branches enrolled. */
export const readReports = async (year: number, { enrolments }: ReviewState, load: Load): Promise<Reports> => {
  const reports = [...enrolments.keys()].map(async (branch) => {
    const { state } = await load(report, reportStream(year, branch));
    return [branch, state] as const;
  });
  return new Map(await Promise.all(reports));
};

/** The reports, and which of the problems that stand and are not listed yet were withdrawn. */
export const readStanding = async (year: number, state: ReviewState, load: Load): Promise<ListRead> => {
  const reports = await readReports(year, state, load);
  const withdrawn = new Set<string>();
  for (const problem of standingProblems(reports, state)) {
    if (state.listed.has(problem)) continue;
    if ((await load(withdrawal, problemStream(problem))).state) withdrawn.add(problem);
  }
  return { reports, withdrawn };
};

/** The review, and on which of these problems something was done already. */
export const readWording = async (year: number, problems: readonly string[], load: Load): Promise<WordingRead> => {
  const actedUpon = new Set<string>();
  for (const problem of problems)
    if ((await load(withdrawal, problemStream(problem))).revision >= 0) actedUpon.add(problem);
  return { review: await readReview({ year }, load), actedUpon };
};
