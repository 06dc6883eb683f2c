import { Code, FromPath, Whole } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';

/** A command on a review; the path names its year. */
export abstract class ReviewCommand extends RecordedCommand {
  /** The year reported on. */
  @FromPath()
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;
}

/** A command on one branch in a review; the path names both. */
export abstract class ReportCommand extends ReviewCommand {
  @FromPath()
  @Code()
  readonly branch: string;
}
