import { hash } from 'node:crypto';
import { canonicalText } from './canonical.js';

/**
 * SHA-256 of a text's UTF-8 bytes, or of bytes, lower-case hex. A `Hash` object for each would be slower, and its memory,
 * of which the garbage collector knows nothing, would pile up by the gigabyte over a long log.
 */
export const hashOf = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

/**
 * `previousHash` of a stream's first event. It binds the chain to the log and to the stream's name, so that a whole
 * stream can neither be renamed nor taken over into another log.
 */
export const streamSeed = (logId: string, stream: string): string => hashOf(canonicalText({ logId, stream }));
