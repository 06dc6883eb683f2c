import { to } from 'pg-copy-streams';
import { withClient } from './place.js';

/** The columns that both hashing and folding need, in this order. */
const LOG = `COPY (SELECT position, stream, revision, id, type, canonical, hash, texts FROM log.events ORDER BY position)
  TO STDOUT (FORMAT binary)`;

/** One row of the log as it comes over the wire. */
export interface CopiedRow {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly canonical: string;
  readonly hash: string;
  readonly texts: string;
}

/** Signature, flags and length of the extension. */
const HEADER = 19;

/** Reads the whole log by one COPY, the shortest way there is from PostgreSQL into this process. */
export const copyLog = (url: string, take: (row: CopiedRow) => void): Promise<void> =>
  withClient(url, async (client) => {
    let rest: Buffer = Buffer.alloc(0);
    let begun = false;
    for await (const chunk of client.query(to(LOG))) {
      const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      if (!begun) {
        if (bytes.length < HEADER) {
          rest = bytes;
          continue;
        }
        begun = true;
        at = HEADER;
      }
      for (let end = endOfRow(bytes, at); end > at; end = endOfRow(bytes, at)) {
        take(rowAt(bytes, at));
        at = end;
      }
      rest = bytes.subarray(at);
    }
  });

const FIELDS = 8;

/** Where the row ends that begins at `at`; `at` itself when it is not whole, or the data end here. */
const endOfRow = (bytes: Buffer, at: number): number => {
  if (at + 2 > bytes.length || bytes.readInt16BE(at) < 0) return at;
  let end = at + 2;
  for (let field = 0; field < FIELDS; field += 1) {
    if (end + 4 > bytes.length) return at;
    end += 4 + bytes.readInt32BE(end);
  }
  return end <= bytes.length ? end : at;
};

const rowAt = (bytes: Buffer, at: number): CopiedRow => {
  let from = at + 2;
  const next = (): number => {
    const start = from + 4;
    from = start + bytes.readInt32BE(from);
    return start;
  };
  const text = (): string => {
    const start = next();
    return bytes.toString('utf8', start, from);
  };
  const hex = (): string => {
    const start = next();
    return bytes.toString('hex', start, from);
  };
  return {
    position: bytes.readBigInt64BE(next()),
    stream: text(),
    revision: bytes.readInt32BE(next()),
    id: hex(),
    type: text(),
    canonical: text(),
    hash: hex(),
    texts: text(),
  };
};
