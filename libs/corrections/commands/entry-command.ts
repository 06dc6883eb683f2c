import { FromPath, Line } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';

/** Name of a stream of the log. */
export const STREAM = /^[a-z]{1,40}(?:-[A-Za-z0-9-]{1,80})?$/;

/** A command on entries of one stream, which the path names. */
export abstract class EntryCommand extends RecordedCommand {
  @FromPath()
  @Line({ max: 121, example: 'problem-2023-review-03-02', pattern: STREAM })
  readonly stream: string;
}
