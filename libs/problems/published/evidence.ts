import type { Evidence } from '../events.js';

/** Evidence as read models keep it. */
export interface EvidenceView extends Omit<Evidence, 'title'> {
  readonly title: string;
}

export const evidenceView = (evidence: Evidence): EvidenceView => ({ ...evidence, title: evidence.title.text });
