import { handles } from '#event-sourcing/command-handler.js';
import { Code, Day, Flag, FromPath, Id, OneOf } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { appoint } from '../domain/office-holders.js';
import type { Post } from '../events.js';
import { branchStream, POSTS } from '../events.js';
import { branch } from '../published/branch.js';

export class AppointHolder extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @OneOf(POSTS, { example: 'secretary' })
  readonly post: Post;

  @Id()
  readonly person: string;

  /** 代理主持: stands in while the post is vacant. */
  @Flag({ example: false, optional: true })
  readonly acting?: boolean;

  /** First day in the post. */
  @Day({ example: '2024-02-01' })
  readonly from: string;
}

export const appointHolder = handles({
  command: AppointHolder,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  decide: appoint,
});
