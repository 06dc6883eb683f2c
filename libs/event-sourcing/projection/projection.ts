import type { DomainEvent, Recorded } from '../event.js';

/** PostgreSQL types a read model may use. `json` keeps its bytes; `text[]` serves small sets, `integer[]` search. */
export type ColumnType =
  'text' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'json' | 'text[]' | 'integer[]';

/** One column for each field of the row; a field that may be `null` is a nullable column. */
export type Columns<Row> = { readonly [Field in keyof Row]-?: Column };

export interface Column {
  readonly type: ColumnType;
  readonly nullable?: boolean;
}

export interface Index<Row> extends AnyIndex {
  readonly columns: readonly (keyof Row & string)[];
  readonly including?: readonly (keyof Row & string)[];
  readonly only?: { readonly column: keyof Row & string; readonly among: readonly string[] };
}

interface AnyIndex {
  readonly columns: readonly string[];
  readonly method?: 'btree' | 'gin';
  /** Carried along, so that what reads no other columns need not touch the rows. */
  readonly including?: readonly string[];
  /** Of the rows, those with one of these values. */
  readonly only?: { readonly column: string; readonly among: readonly string[] };
}

/**
 * Divides the table of a model that grows with the log by a hash of one column, for reads that name its value: they
 * touch one part.
 */
export interface Partition<Field extends string = string> {
  /** A text column, not null. */
  readonly by: Field;
  readonly parts: number;
  /** The value that the row of a key has; told by the key, so that a row is looked for in its part alone. */
  readonly of: (key: string) => string;
}

/** How one type of event changes one or several rows. */
export interface Handler<Row, E extends DomainEvent> {
  /** Keys of the rows it touches, from the event alone; none: it touches nothing. */
  readonly keys: (event: Recorded<E>) => readonly string[];
  /** The row after it; the same row to leave it; `undefined` to have none. */
  readonly fold: (row: Row | undefined, event: Recorded<E>, key: string) => Row | undefined;
}

/** Handlers by event type: a misspelt type does not compile, and a type that is not named is ignored. */
export type Handlers<Row, E extends DomainEvent> = {
  readonly [Type in E['type']]?: Handler<Row, Extract<E, { type: Type }>>;
};

/**
 * A read model: one table whose rows are folds of events, the same in live running, in a rebuild and in a test. The
 * result must not depend on how streams interleave. Raise `version` with every change of the folds, of the columns or
 * of the partition.
 */
export interface Projection<Row extends object, E extends DomainEvent> {
  /** Also the name of its table; lower-case letters and underscores. */
  readonly name: string;
  readonly version: number;
  /** The field that holds the key. */
  readonly key: keyof Row & string;
  readonly columns: Columns<Row>;
  readonly indexes: readonly Index<Row>[];
  readonly partition?: Partition<keyof Row & string>;
  /**
   * Streams in which all events stand that touch the row of a key: when an entry is amended, its rows are folded anew
   * from them. Told by the key and, where it leads further, by every state that the row had as folded from the streams
   * told so far; asked again until no stream is new.
   */
  readonly sources: (key: string, states: readonly Row[]) => readonly string[];
  /** Voided events are handed to the folds too, with what voided them. */
  readonly takesVoided?: true;
  readonly handlers: Handlers<Row, E>;
}

/** A row as the engine handles it: by field name, whatever the read model. */
export type Row = Readonly<Record<string, unknown>>;

/** Every projection is one of these, so that one list can hold them all; only `fold.ts` calls into its handlers. */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly key: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly indexes: readonly AnyIndex[];
  readonly partition?: Partition;
  readonly sources: (key: string, states: readonly never[]) => readonly string[];
  readonly takesVoided?: true;
  readonly handlers: Readonly<Record<string, AnyHandler | undefined>>;
}

/** A handler that can be held but not called. */
export interface AnyHandler {
  readonly keys: (event: never) => readonly string[];
  readonly fold: (row: never, event: never, key: string) => object | undefined;
}

export const defineProjection = <Row extends object, E extends DomainEvent>(
  projection: Projection<Row, E>,
): Projection<Row, E> => projection;
