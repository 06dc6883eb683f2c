import { createHash } from 'node:crypto';
import { DamagedFile } from './damaged-file.js';
import type { Line, LineReader } from './line-reader.js';
import { parseEvent, parseHeader, parseTrailer } from './log-lines.js';
import type { FileEvent, LogSummary } from './log-lines.js';

/** An event and the line that holds it. */
export interface EventLine {
  readonly line: number;
  readonly event: FileEvent;
}

/** The part of a file that holds a log, from its header to its trailer. To be read once. */
export class LogPart {
  private read: LogSummary | undefined;

  private constructor(
    private readonly reader: LineReader,
    private readonly sum: () => string,
    /** As the header says. */
    readonly logId: string,
  ) {}

  /**
   * Reads the header.
   *
   * @throws DamagedFile
   */
  static async begin(reader: LineReader): Promise<LogPart> {
    const header = await reader.required('the head of a log');
    return new LogPart(reader, reader.sum(), parseHeader(header));
  }

  /**
   * All events in the order of the file; after the last one, the trailer was compared with what was read. Only the
   * form of a line is checked, not what it says.
   *
   * @throws DamagedFile
   */
  async *events(): AsyncGenerator<EventLine, void> {
    const digest = createHash('sha256');
    for (let ordinal = 1; ; ordinal += 1) {
      const line = await this.reader.required('an event, or the end of the log');
      const event = parseEvent(line, ordinal);
      if (event === undefined) {
        this.read = { logId: this.logId, events: ordinal - 1, digest: digest.digest('hex') };
        this.end(line, this.read);
        return;
      }
      digest.update(`${event.hash}\n`, 'utf8');
      yield { line: line.number, event };
    }
  }

  /** Of all that was read; the events must have been read to their end. */
  get summary(): LogSummary {
    if (this.read === undefined) throw new Error('the log was not read to its end');
    return this.read;
  }

  private end(line: Line, { events, digest }: LogSummary): void {
    const trailer = parseTrailer(line);
    const refuse = (code: string, said: unknown, found: string): never => {
      throw new DamagedFile(line.number, code, `the file says ${String(said)}, it has ${found}`);
    };
    if (trailer.events !== events) refuse('count', trailer.events, `${String(events)} events`);
    if (trailer.digest !== digest) refuse('digest', trailer.digest, digest);
    const sha256 = this.sum();
    if (trailer.sha256 !== sha256) refuse('checksum', trailer.sha256, sha256);
  }
}
