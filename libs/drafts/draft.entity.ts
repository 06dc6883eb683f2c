import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DraftKind, DraftOwner } from './published/drafts.js';

/** What is being written and not yet said; outside the log. */
@Entity('drafts')
export class DraftEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: DraftKind;

  @Column('text')
  key: string;

  @Column('text')
  owner: DraftOwner;

  /** JSON. */
  @Column('text')
  content: string;

  /** Another one with every change: a draft begun anew under the same key is not the old one. */
  @Column('uuid')
  version: string;

  @Column('uuid', { name: 'changed_by' })
  changedBy: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;
}

export const draftEntities = [DraftEntity];
