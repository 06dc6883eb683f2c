import { handles } from '#event-sourcing/command-handler.js';
import { Code, Day, FromPath, Id, OneOf, Words } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { release } from '../domain/office-holders.js';
import type { Post } from '../events.js';
import { branchStream, POSTS } from '../events.js';
import { branch } from '../published/branch.js';

/** The person stands in the body: no address is keyed by a person. */
export class ReleaseHolder extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @OneOf(POSTS, { example: 'secretary' })
  readonly post: Post;

  @Id()
  readonly person: string;

  /** Last day in the post. */
  @Day({ example: '2024-01-31' })
  readonly until: string;

  @Words({ max: 500, example: '工作调动', optional: true })
  readonly reason?: string;
}

export const releaseHolder = handles({
  command: ReleaseHolder,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  decide: release,
});
