import { Injectable, Optional } from '@nestjs/common';
import { Drafts } from '#drafts/published/drafts.js';
import type { Draft } from '#drafts/published/drafts.js';
import { fieldsOf } from '#drafts/published/issuing.js';
import { fault } from '#platform/http/fault.js';
import { invalidRequest } from '#platform/http/request-problem.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a request records: what it says, or what the office drafted. */
export interface MeetingSaid {
  readonly body: Fields;
  readonly draft?: Draft;
  /** It was to be taken from a draft, and there is none. */
  readonly isMissing: boolean;
}

const CONTENT = [
  'occurredOn',
  'basis',
  'lateReason',
  'roster',
  'reports',
  'summary',
  'requirements',
  'adjournment',
] as const;

/** The office's draft of a meeting, in the place of the body that it would be sent as. */
@Injectable()
export class DraftedMinutes {
  constructor(@Optional() private readonly drafts?: Drafts) {}

  /** @throws RequestProblem 400 where the request says something beside the draft. */
  async saidIn(request: Fields, year: number): Promise<MeetingSaid> {
    const { fromDraft, ...body } = request;
    if (fromDraft === undefined || fromDraft === false) return { body, isMissing: false };
    if (fromDraft !== true) throw invalidRequest([fault('not-flag', {}, 'fromDraft')]);
    if (Object.keys(body).length > 0) throw invalidRequest([fault('draft-and-body', {}, 'fromDraft')]);
    const draft = await this.drafts?.find({ kind: 'minutes', key: String(year), owner: 'office' });
    return draft === undefined
      ? { body: {}, isMissing: true }
      : { body: fieldsOf(draft, CONTENT), draft, isMissing: false };
  }

  async remove(draft: Draft): Promise<void> {
    await this.drafts?.remove(draft);
  }
}
