import type { EventStore } from '../event-store.js';
import { LineReader } from '../moving/line-reader.js';
import { LineWriter } from '../moving/line-writer.js';
import { LogPart } from '../moving/log-part.js';
import { writeLog } from '../moving/write-log.js';

/** The log of a store as a file would hold it. */
export async function logText(store: EventStore): Promise<string> {
  const chunks: Uint8Array[] = [];
  const writer = new LineWriter({ write: (bytes) => Promise.resolve(void chunks.push(Buffer.from(bytes))) });
  await writeLog({ store, upTo: await store.head(), writer });
  await writer.flush();
  return Buffer.concat(chunks).toString('utf8');
}

/** A reader of a file with these bytes, in pieces of `size` bytes. */
export function readerOf(file: string | Buffer, size = 1_000): LineReader {
  const bytes = Buffer.from(file);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  return new LineReader(chunks());
}

export const partOf = (file: string | Buffer): Promise<LogPart> => LogPart.begin(readerOf(file));
