import { isUtf8 } from 'node:buffer';
import { hashOf, streamSeed } from './chain.js';
import type { Envelope, StoredEvent } from './event.js';
import { textsRemovedBy } from './amendments/removed-texts.js';
import type { IntegrityFinding } from './event-store.js';
import { checkTexts, type TextFinding } from './texts.js';

/** An event that was read from somewhere, a store or a file. */
type ReadEvent = Omit<StoredEvent, 'position'>;

/** A text that is not there any more: lawful only where its removal was recorded. */
export interface MissingText extends IntegrityFinding {
  readonly code: 'text-missing';
  readonly stream: string;
  readonly revision: number;
  readonly digest: string;
  /** Of the event, counted from 1 in the order in which they were read. */
  readonly ordinal: number;
}

/**
 * Recomputes every hash and digest of the log. Names the first difference of each stream, since everything after it
 * differs as well, and at the end every text that is missing though no event removed it. Needs memory for one hash per
 * stream and for what is missing.
 */
export async function* checkChains(
  logId: string,
  batches: AsyncIterable<readonly ReadEvent[]>,
  onProgress?: (events: number) => void,
): AsyncGenerator<IntegrityFinding | MissingText> {
  const tails = new Map<string, Tail>();
  const texts = new MissingTexts();
  let ordinal = 0;
  for await (const batch of batches) {
    for (const event of batch) {
      ordinal += 1;
      const tail = tails.get(event.stream) ?? tailBefore(logId, event.stream);
      if (tail.revision === -1) tails.set(event.stream, tail);
      if (tail.broken) continue;
      if (isSoundByBytes(event, tail)) goOn(tail, event);
      else {
        for (const finding of checkEvent(event, tail)) {
          if ('digest' in finding) texts.miss({ ...finding, ordinal });
          else yield finding;
        }
        if (tail.broken) continue;
      }
      texts.remove(event);
    }
    onProgress?.(ordinal);
  }
  yield* texts.unexplained();
}

/** Texts that were not found so far. A removal comes after the event beside which the text lay. */
class MissingTexts {
  private readonly missing = new Map<string, MissingText>();

  miss(text: MissingText): void {
    this.missing.set(placeOf(text.stream, text), text);
  }

  remove(event: ReadEvent): void {
    for (const text of textsRemovedBy(event)) this.missing.delete(placeOf(event.stream, text));
  }

  unexplained(): Iterable<MissingText> {
    return this.missing.values();
  }
}

const placeOf = (
  stream: string,
  { revision, digest }: { readonly revision: number; readonly digest: string },
): string => `${stream}@${String(revision)} ${digest}`;

interface Tail {
  revision: number;
  hash: string;
  broken: boolean;
  /** The stream's name is the same text whether its bytes are read as UTF-8 or as Latin-1. */
  readonly ascii: boolean;
}

const tailBefore = (logId: string, stream: string): Tail => ({
  revision: -1,
  hash: streamSeed(logId, stream),
  broken: false,
  ascii: Buffer.byteLength(stream) === stream.length,
});

const goOn = (tail: Tail, { revision, hash }: ReadEvent): void => {
  tail.revision = revision;
  tail.hash = hash;
};

/**
 * Whether nothing is wrong with an event, told by its bytes: to make text of them takes longer than to hash them. They
 * are read as Latin-1, in which JSON's signs and all that is compared are the same. `false`: to be looked at closely.
 */
function isSoundByBytes(event: ReadEvent, tail: Tail): boolean {
  const { canonicalBytes: bytes, stream, revision, hash } = event;
  if (bytes === undefined || !tail.ascii || revision !== tail.revision + 1) return false;
  if (hashOf(bytes) !== hash || !isUtf8(bytes)) return false;
  try {
    const envelope = JSON.parse(bytes.toString('latin1')) as Envelope;
    return (
      envelope.stream === stream &&
      envelope.revision === revision &&
      envelope.metadata.previousHash === tail.hash &&
      checkTexts(envelope, event.texts).length === 0
    );
  } catch {
    return false;
  }
}

function* checkEvent(event: ReadEvent, tail: Tail): Generator<IntegrityFinding | Omit<MissingText, 'ordinal'>> {
  const { stream, revision } = event;
  const difference = firstDifference(event, tail);
  if (difference !== undefined) {
    tail.broken = true;
    yield { ...difference, stream, revision };
    return;
  }
  goOn(tail, event);
  const found = textFindings(event);
  if (found === undefined) yield { code: 'texts-unreadable', stream, revision, detail: 'its texts cannot be read' };
  for (const { code, digest } of found ?? []) {
    if (code === 'text-missing')
      yield { code, stream, revision, digest, detail: `text ${digest} is not there, and no event removed it` };
    else yield { code, stream, revision, detail: `text ${digest} does not belong to the event` };
  }
}

function firstDifference(event: ReadEvent, tail: Tail): { code: string; detail: string } | undefined {
  const { stream, revision } = event;
  const expected = tail.revision + 1;
  if (revision !== expected) return { code: 'revision-gap', detail: `revision ${String(expected)} should stand here` };
  const hash = hashOf(event.canonicalText);
  if (hash !== event.hash) return { code: 'hash-mismatch', detail: `the text hashes to ${hash}, not to ${event.hash}` };
  const envelope = parsed(event);
  if (envelope === undefined) return { code: 'unreadable', detail: 'the text is no envelope' };
  if (envelope.stream !== stream || envelope.revision !== revision)
    return { code: 'misplaced', detail: `it is revision ${String(envelope.revision)} of ${envelope.stream}` };
  if (envelope.metadata.previousHash !== tail.hash)
    return { code: 'chain-broken', detail: 'it does not follow the event before it' };
  return undefined;
}

function parsed(event: ReadEvent): Envelope | undefined {
  try {
    const { envelope } = event;
    return typeof envelope.metadata.previousHash === 'string' ? envelope : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined`: what stands in place of its texts is no collection of texts. */
function textFindings(event: ReadEvent): readonly TextFinding[] | undefined {
  try {
    return checkTexts(event.envelope, event.texts);
  } catch {
    return undefined;
  }
}
