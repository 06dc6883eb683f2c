import { Injectable } from '@nestjs/common';
import { BusinessDay } from '#platform/auth/business-day.js';
import { addDays } from '#time/local-date.js';
import { entryRule } from './domain/entries/entries.js';
import { BranchPageSource, type AmendmentOnPage, type BranchPageParts } from './published/branch-page.js';
import type { TimelineRow } from './projections/timeline/timeline-row.js';
import { TimelineQuery } from './projections/timeline/timeline.query.js';

const AMENDING = ['EntryCorrected', 'EntryVoided'];
const SHOWN_DAYS = 90;
const SHOWN_AT_MOST = 20;
/** As a branch reads its own history. */
const SIGHT = { tallies: false, gradesBeforeFeedback: false, limited: false };

/** What was corrected or voided of late in the history of a branch: so it is told, whoever corrected it and however late. */
@Injectable()
export class AmendedPage extends BranchPageSource {
  constructor(
    private readonly timeline: TimelineQuery,
    private readonly day: BusinessDay,
  ) {
    super();
  }

  async partOf(branch: string): Promise<Partial<BranchPageParts>> {
    const from = addDays(this.day.today(), -SHOWN_DAYS);
    const filter = { types: AMENDING, from };
    const rows = await this.timeline.page({ branch, filter, sight: SIGHT, newestFirst: true, limit: SHOWN_AT_MOST });
    return { amended: rows.slice(0, SHOWN_AT_MOST).map(amendment) };
  }
}

const amendment = ({ type, item, no, occurredOn, stream, revision, shown }: TimelineRow): AmendmentOnPage => {
  const rule = entryRule(type);
  return {
    on: occurredOn,
    stream,
    revision,
    item: item === null ? null : { id: item, no: no ?? item },
    zh: rule?.zh(shown.data) ?? type,
    en: rule?.en(shown.data) ?? type,
  };
};
