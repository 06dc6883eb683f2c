import type { Row } from '../row.js';
import { appendOne, appendTwenty } from './append.js';
import { appendTwentyEmmett } from './append-emmett.js';
import { command } from './command.js';
import { lag } from './lag.js';
import { memoryRebuild, memoryReplay } from './memory.js';
import { readLedger, readQueue, readTimeline } from './reads.js';
import { catchUp, rebuildEmmett, rebuildSql, rebuildTypeOrm } from './rebuild.js';
import { readLog } from './read-log.js';
import { verify } from './verify.js';

/** The table, in the order in which it is measured. */
export const ROWS: readonly Row[] = [
  rebuildSql,
  rebuildTypeOrm,
  rebuildEmmett,
  catchUp,
  readLog,
  appendOne,
  appendTwenty,
  appendTwentyEmmett,
  verify,
  command,
  lag,
  memoryRebuild,
  memoryReplay,
  readTimeline,
  readLedger,
  readQueue,
];
