import { FromPath, Line, OneOf, Whole, Words } from '#platform/http/fields.js';
import { REMOVAL_GROUNDS, type RemovalGround } from '../events.js';
import { EntryCommand } from './entry-command.js';

abstract class TextRemovalCommand extends EntryCommand {
  @FromPath()
  @Whole({ min: 0, max: 1_000_000, example: 3 })
  readonly revision: number;

  /** RFC 6901 pointer into the data of the entry; every text of the entry unless said. */
  @Line({ max: 200, example: '/statement', optional: true })
  readonly field?: string;
}

/** 申请移除文字: readers see it until somebody else confirms. */
export class RequestTextRemoval extends TextRemovalCommand {
  /** 个人信息, 国家秘密, 错发文件. */
  @OneOf(REMOVAL_GROUNDS, { example: 'personal-data' })
  readonly ground: RemovalGround;

  /** Without what is to be removed. */
  @Words({ max: 500, example: '写入了无关人员的家庭情况' })
  readonly reason: string;
}

/** 确认移除文字, by another account than the one that asked. */
export class ConfirmTextRemoval extends TextRemovalCommand {}

/** 不同意移除文字. */
export class RefuseTextRemoval extends TextRemovalCommand {
  @Words({ max: 500, example: '不属于应移除的内容，请更正' })
  readonly reason: string;
}
