import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** An answer that is handed on byte by byte; its JSON is an `_Answer`. */
export type Streamed<_Answer> = StreamableFile;

export const streamedJson = (body: Readable, length: number): Streamed<unknown> =>
  new StreamableFile(body, { type: 'application/json; charset=utf-8', length });
