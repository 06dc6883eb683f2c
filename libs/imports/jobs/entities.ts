import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#access/roles.js';
import type { LocalDate } from '#time/local-date.js';

export const FORMATS = ['xlsx', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * `checking`: nothing is recorded yet. `refused`: nothing was. `checked`: a dry run without errors. `interrupted`: while
 * it was recorded, others recorded what stands against rows that were still to come.
 */
export const IMPORT_STATES = ['checking', 'refused', 'checked', 'applying', 'interrupted', 'done'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** One file that somebody handed in. */
@Entity('imports')
export class ImportEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Person. */
  @Column('uuid')
  uploader: string;

  /** In which its rows are recorded. */
  @Column('text')
  role: Role;

  @Column('text', { nullable: true })
  unit: string | null;

  /** On which it was handed in: the day of its entries, also where it goes on after midnight. */
  @Column('date')
  day: LocalDate;

  @Column('text')
  format: Format;

  /** Of a text file, which has one sheet. */
  @Column('text', { nullable: true })
  kind: string | null;

  @Column('boolean', { name: 'dry_run' })
  dryRun: boolean;

  @Column('bytea', { nullable: true, select: false })
  bytes: Buffer | null;

  @Column('text')
  state: ImportState;

  /** Rows of the file, as far as it was read. */
  @Column('integer')
  total: number;

  /** Rows that were gone through in the present state. */
  @Column('integer')
  done: number;

  @Column('integer')
  added: number;

  /** Were there already, from the same row of an earlier import. */
  @Column('integer')
  unchanged: number;

  @Column('integer')
  errors: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

/** Something wrong with a cell, a row or a sheet of it. */
@Entity('import_errors')
export class ImportErrorEntity {
  @PrimaryColumn('uuid')
  import: string;

  @PrimaryColumn('integer')
  n: number;

  @Column('text')
  sheet: string;

  @Column('integer')
  row: number;

  /** As its header says it. */
  @Column('text')
  column: string;

  /** `F12`. */
  @Column('text')
  cell: string;

  @Column('text')
  code: string;

  @Column('text')
  zh: string;

  @Column('text')
  en: string;
}

export const importEntities = [ImportEntity, ImportErrorEntity];
