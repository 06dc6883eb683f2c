import { Injectable } from '@nestjs/common';
import { BranchPageSource } from '#chronicle/published/branch-page.js';
import type { BranchPageParts } from '#chronicle/published/branch-page.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import { GRADE_NAMES } from '../published/names.js';
import { reportAsRead } from './as-read.js';
import { personsOf, shownComments } from './report-view.js';
import { ReviewReader } from './review-reader.js';

const reportIn = ({ year, status, submittedOn, toAnswer }: OverviewRow): BranchPageParts['report'] => ({
  year,
  status,
  submittedOn,
  toAnswer: toAnswer?.length ?? null,
});

/** To the branch itself, so only what was fed back. */
export const gradeIn = ({ year, grade, gradeFedBackOn }: OverviewRow): BranchPageParts['grade'] =>
  grade === null || gradeFedBackOn === null
    ? null
    : { year, grade: grade.grade, ...GRADE_NAMES[grade.grade], fedBackOn: gradeFedBackOn };

/** Report, comments and grade on a branch's page. */
@Injectable()
export class ReportPage extends BranchPageSource {
  constructor(
    private readonly reader: ReviewReader,
    private readonly persons: PersonDirectory,
  ) {
    super();
  }

  async partOf(branch: string): Promise<Partial<BranchPageParts>> {
    const rows = (await this.reader.reportsOf(branch)).map((row) => reportAsRead(row, false));
    const commented = rows.find(({ comments }) => comments > 0);
    const names = await this.persons.names(commented === undefined ? [] : personsOf(commented));
    const comments = shownComments(commented?.detail.comments ?? [], names);
    const graded = rows.find((row) => gradeIn(row) !== null);
    const enrolled = rows.find(({ mode }) => mode !== null);
    return {
      report: enrolled === undefined ? null : reportIn(enrolled),
      comments: comments.map(({ on, leading, commentator, words, strengths, directions }) => ({
        year: commented?.year ?? 0,
        on,
        leading,
        commentator,
        words,
        strengths: strengths.map((each) => each.words),
        directions,
      })),
      grade: graded === undefined ? null : gradeIn(graded),
    };
  }
}
