import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What a row says, apart from who says it and when. */
export const hashOf = (kind: string, command: object): string =>
  createHash('sha256')
    .update(canonicalize({ kind, command: { ...command } }) ?? '')
    .digest('hex');
