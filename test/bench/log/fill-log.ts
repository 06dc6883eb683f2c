import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { PreparedAppend } from '#event-sourcing/event-store.js';
import type { Command } from './command.js';
import { preparedLog } from './prepared-log.js';

const INTO = `COPY log.events (position, stream, revision, id, type, recorded_at, canonical, hash, log_hash, texts) FROM STDIN`;

const CHUNK_LETTERS = 65_536;

interface Head {
  readonly log_id: string;
  position: number;
  log_hash: Buffer;
}

/**
 * Puts the events of commands behind those that are in a log: the same rows as if each command had been appended, by one
 * COPY, which takes a third of the time.
 */
export const fillLog = async (
  client: pg.Client,
  commands: Iterable<Command>,
  onProgress: (events: number) => void,
): Promise<void> => {
  await client.query('BEGIN');
  const { rows } = await client.query<Head>('SELECT log_id, position::integer, log_hash FROM log.head FOR UPDATE');
  const [head] = rows;
  if (head === undefined) throw new Error('there is no log');
  const lines = linesOf(preparedLog(head.log_id, commands), head, onProgress);
  await pipeline(Readable.from(lines, { objectMode: true }), client.query(copyFrom(INTO)));
  await client.query('UPDATE log.head SET position = $1, log_hash = $2', [head.position, head.log_hash]);
  await client.query('COMMIT');
};

/** Moves the head on with each event. */
function* linesOf(
  appends: Iterable<PreparedAppend>,
  head: Head,
  onProgress: (events: number) => void,
): Generator<string, undefined> {
  let lines = '';
  for (const { envelope, id, type, canonicalText, hash: ofEvent, texts } of eventsOf(appends)) {
    head.position += 1;
    head.log_hash = hash('sha256', Buffer.concat([head.log_hash, Buffer.from(ofEvent, 'hex')]), 'buffer');
    const { stream, revision, metadata } = envelope;
    const columns = [
      String(head.position),
      escaped(stream),
      String(revision),
      id,
      type,
      metadata.recordedAt,
      escaped(canonicalText),
      String.raw`\\x${ofEvent}`,
      String.raw`\\x${head.log_hash.toString('hex')}`,
      escaped(JSON.stringify(texts)),
    ];
    lines += `${columns.join('\t')}\n`;
    if (lines.length < CHUNK_LETTERS) continue;
    yield lines;
    lines = '';
    onProgress(head.position);
  }
  yield lines;
}

function* eventsOf(appends: Iterable<PreparedAppend>): Generator<PreparedAppend['events'][number], undefined> {
  for (const { events } of appends) yield* events;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
};

const escaped = (text: string): string => text.replaceAll(/[\\\t\n\r]/g, (letter) => SPECIAL[letter] ?? letter);
