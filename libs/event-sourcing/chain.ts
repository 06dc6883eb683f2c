import { createHash } from 'node:crypto';
import { canonicalText } from './canonical.js';

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * `previousHash` of a stream's first event. It binds the chain to the log and to the stream's name, so that a whole
 * stream can neither be renamed nor taken over into another log.
 */
export const streamSeed = (logId: string, stream: string): string => hashOf(canonicalText({ logId, stream }));
