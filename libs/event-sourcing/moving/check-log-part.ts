import { assertWithinLimits } from '../append-limits.js';
import { canonicalText } from '../canonical.js';
import { LOG_STREAM } from '../log-created.js';
import { assertForm } from '../prepare.js';
import { checkChains } from '../verify-chain.js';
import { DamagedFile } from './damaged-file.js';
import type { FileEvent, LogSummary } from './log-lines.js';
import type { LogPart } from './log-part.js';

/** Events between two reports of progress. */
const REPORTED = 500;

/**
 * Reads a log file to the end of its log and checks all that can be known without a store: the first event, every
 * chain, hash and text, that every store can take each event and gives the same text back, and the trailer.
 *
 * @throws DamagedFile — names the first bad line.
 */
export async function checkLogPart(part: LogPart, onProgress?: (events: number) => void): Promise<LogSummary> {
  const { logId } = part;
  let at = 0;
  let events = 0;
  let firstLine = 0;
  async function* checked(): AsyncGenerator<readonly [FileEvent]> {
    for await (const { line, event } of part.events()) {
      at = line;
      if (events === 0) firstLine = line;
      // Whoever asks for the next one has checked the chain of this one.
      yield [event];
      checkForm(event, line, events === 0 ? logId : undefined);
      events += 1;
      if (events % REPORTED === 0) onProgress?.(events);
    }
  }
  for await (const finding of checkChains(logId, checked())) {
    // Of a text that is missing it shows only at the end that no event removed it.
    const line = 'ordinal' in finding ? firstLine + finding.ordinal - 1 : at;
    throw new DamagedFile(line, finding.code, finding.detail);
  }
  if (events === 0) throw new DamagedFile(at, 'format', 'the log has no event');
  return part.summary;
}

/** `begins`: the log whose first event this must be. */
function checkForm(event: FileEvent, line: number, begins: string | undefined): void {
  const { stream, type, envelope } = event;
  try {
    assertForm(envelope);
    if (canonicalText(envelope) !== event.canonicalText) throw new Error('its text is not the canonical one');
    assertWithinLimits({ stream, expectedRevision: 'no-stream', events: [event] });
    const { data } = envelope;
    if (begins === undefined) return;
    if (stream !== LOG_STREAM || type !== 'LogCreated' || !('logId' in data) || data.logId !== begins)
      throw new Error(`it does not begin log ${begins}`);
  } catch (error) {
    throw new DamagedFile(line, 'malformed', error instanceof Error ? error.message : String(error));
  }
}
