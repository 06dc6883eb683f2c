import { Day, Line, Part } from '#platform/http/fields.js';
import { ItemKeys } from '#platform/http/item-keys.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { UnitPart } from './parts.js';

/** 整改通知: several problems of one unit at once. */
export class IssueNotice extends RecordedCommand {
  @Line({ max: 100, example: '整改通知〔2024〕3号' })
  readonly noticeNumber: string;

  @Part(() => UnitPart)
  readonly unit: UnitPart;

  /** For the plans. Unless said, the policy's days for acknowledgement and plan after the notice. */
  @Day({ example: '2024-02-20', optional: true })
  readonly planDueOn?: string;

  @ItemKeys({ maxItems: 100 })
  readonly problems: string[];
}
