import type { QueryArrayConfig } from 'pg';
import { WrongExpectedRevision } from '../../event-store.js';
import type { AppendResult, PreparedAppend } from '../../event-store.js';
import type { Position } from '../../event.js';

const CALL = /* sql */ `
  SELECT outcome, at_revision, at_position::text
  FROM log.append($1::text[], $2::integer[], $3::integer[],
    $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])`;

export type AppendRow =
  | [outcome: 'appended' | 'repeated', revision: number, position: Position]
  | [outcome: 'conflict', actual: number, position: null];

/** One call for several appends, each settled in turn. */
export function appendCall(appends: readonly PreparedAppend[]): QueryArrayConfig {
  const events = appends.flatMap((append) => append.events);
  return {
    name: 'append',
    text: CALL,
    rowMode: 'array',
    values: [
      appends.map(({ stream }) => stream),
      appends.map(({ expectedRevision }) => (expectedRevision === 'no-stream' ? -1 : expectedRevision)),
      appends.map((append) => append.events.length),
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ envelope }) => envelope.metadata.recordedAt),
      events.map(({ canonicalText }) => canonicalText),
      events.map(({ hash }) => hash),
      events.map(({ texts }) => JSON.stringify(texts)),
    ],
  };
}

export function appendResult({ stream, expectedRevision }: PreparedAppend, row: AppendRow): AppendResult {
  const [outcome, revision, position] = row;
  if (outcome === 'conflict') throw new WrongExpectedRevision(stream, expectedRevision, revision);
  return { stream, revision, position };
}
