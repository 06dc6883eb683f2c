import { createHash, randomUUID } from 'node:crypto';
import type { Envelope } from '#event-sourcing/event.js';
import { eventLine, headerLine, trailerLine } from '#event-sourcing/moving/log-lines.js';
import { prepareAppend, type StreamTail } from '#event-sourcing/prepare.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';

/** A file of events, with the identity of its log and one line for each of them. */
interface LogLines {
  readonly logId: string;
  readonly lines: readonly string[];
}

export const linesOf = (file: string): LogLines => {
  const [header = '{}', ...lines] = file.trimEnd().split('\n');
  return { logId: JSON.parse(header).logId, lines: lines.slice(0, -1) };
};

export const envelopeIn = (line: string): Envelope => JSON.parse(JSON.parse(line).canonical);

const hashIn = (line: string): string => JSON.parse(line).hash;

/** Of the events alone, as a log says it at its end. */
export const digestOf = (lines: readonly string[]): string =>
  createHash('sha256')
    .update(lines.map((line) => `${hashIn(line)}\n`).join(''))
    .digest('hex');

/** The file with more events after those that it has, of which no byte changes. */
export const grown = (file: string, more: readonly GivenEvent[], versionOf: (type: string) => number): string => {
  const { logId, lines } = linesOf(file);
  const tails = new Map<string, StreamTail>();
  for (const line of lines) {
    const { stream, revision } = envelopeIn(line);
    tails.set(stream, { revision, hash: hashIn(line) });
  }
  const all = [...lines];
  for (const { type, data, circumstances } of more) {
    const { stream = 'stream', on = '2024-01-20', tags = {}, seq, level, at = `${on}T04:00:00.000Z` } = circumstances;
    const id = randomUUID();
    const metadata = {
      recordedAt: at,
      occurredOn: on,
      ...(seq === undefined ? {} : { seq }),
      actor: 'somebody',
      role: 'office-clerk',
      recordedBy: 'somebody',
      ...(level === undefined ? {} : { level }),
      tags,
      commandId: id,
      requestHash: '0'.repeat(64),
      $correlationId: id,
      $causationId: id,
    };
    const proposed = { id, type, schemaVersion: versionOf(type), data, metadata };
    const [event] = prepareAppend({ logId, stream, after: tails.get(stream), events: [proposed] }).events;
    if (event === undefined) continue;
    all.push(eventLine(all.length + 1, event, event.texts));
    tails.set(stream, { revision: event.envelope.revision, hash: event.hash });
  }
  const body = [headerLine(logId), ...all].map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `${body}${trailerLine({ logId, events: all.length, digest: digestOf(all) }, sha256)}\n`;
};
