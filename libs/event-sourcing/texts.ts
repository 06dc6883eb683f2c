import { hash, randomBytes } from 'node:crypto';
import { NotCanonical } from './canonical.js';
import { REMOVED_TEXT } from './event.js';
import type { Texts } from './event.js';

/** What stands in the hashed part in place of a free text. */
const DIGEST = 'textDigest';

/** 128 random bits: without them a short text could be guessed from its digest. */
export const randomSalt = (): string => randomBytes(16).toString('base64url');

/**
 * The digest of a text as RFC 9901 digests the disclosure `[salt, value]` of an array element; base64url.
 *
 * @throws NotCanonical — on a lone surrogate, for which no bytes stand.
 */
export const textDigest = (salt: string, text: string): string => {
  if (!salt.isWellFormed() || !text.isWellFormed()) throw new NotCanonical('', 'contains a lone surrogate');
  // For strings that are well-formed, what RFC 8785 asks for is what JSON.stringify makes.
  const disclosure = Buffer.from(JSON.stringify([salt, text]), 'utf8').toString('base64url');
  return hash('sha256', disclosure, 'base64url');
};

export interface Sealed<T> {
  readonly value: T;
  readonly texts: Texts;
}

/**
 * Replaces every `{ text }` in a JSON value by `{ textDigest }` and gives the texts beside it. Equal texts get salts
 * of their own, so that nobody sees that they are equal.
 *
 * @throws NotCanonical — when the value itself uses the name `textDigest`.
 */
export function sealTexts<T extends object>(value: T, newSalt: () => string = randomSalt): Sealed<T> {
  const texts: Record<string, readonly [string, string]> = {};
  const seal = (members: Members, path: string): object | undefined => {
    if (DIGEST in members) throw new NotCanonical(path, `a property "${DIGEST}" is reserved`);
    const text = onlyMember(members, 'text');
    if (text === undefined) return undefined;
    const salt = newSalt();
    const digest = textDigest(salt, text);
    texts[digest] = [salt, text];
    return { [DIGEST]: digest };
  };
  return { value: rewrite(value, seal), texts };
}

/**
 * The reverse: words in place of digests, and what readers see in place of a removed text.
 *
 * @param removed digests of texts that are not to be read, whether they still lie there or not.
 */
export function fillTexts<T extends object>(value: T, texts: Texts, removed: ReadonlySet<string> = NONE): T {
  return rewrite(value, (members) => {
    const digest = onlyMember(members, DIGEST);
    if (digest === undefined) return undefined;
    return { text: removed.has(digest) ? REMOVED_TEXT : (texts[digest]?.[1] ?? REMOVED_TEXT) };
  });
}

const NONE: ReadonlySet<string> = new Set();

export interface TextFinding {
  readonly code: 'text-digest-mismatch' | 'text-not-referenced' | 'text-missing';
  readonly digest: string;
}

/**
 * Compares the texts beside an event with the digests in its hashed part. A missing text is lawful only where a
 * removal was recorded, which the caller knows.
 */
export function checkTexts(envelope: object, texts: Texts): TextFinding[] {
  const referenced = new Set<string>();
  collectDigests(envelope, referenced);
  const findings: TextFinding[] = [];
  for (const [digest, [salt, text]] of Object.entries(texts)) {
    if (!referenced.delete(digest)) findings.push({ code: 'text-not-referenced', digest });
    else if (textDigest(salt, text) !== digest) findings.push({ code: 'text-digest-mismatch', digest });
  }
  for (const digest of referenced) findings.push({ code: 'text-missing', digest });
  return findings;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** The string under `name` when nothing else is defined in the object. */
function onlyMember(members: Members, name: string): string | undefined {
  const value = members[name];
  if (typeof value !== 'string') return undefined;
  return Object.keys(members).every((key) => key === name || members[key] === undefined) ? value : undefined;
}

/** A copy without undefined properties in which `replace` may put something else for an object. */
function rewrite<T>(value: T, replace: (members: Members, path: string) => object | undefined): T {
  const copy = (part: unknown, path: string): unknown => {
    if (Array.isArray(part)) return part.map((item, index) => copy(item, `${path}[${String(index)}]`));
    if (!isObject(part)) return part;
    const replaced = replace(part, path);
    if (replaced !== undefined) return replaced;
    const members: Record<string, unknown> = {};
    for (const key of Object.keys(part)) {
      if (part[key] !== undefined) members[key] = copy(part[key], path === '' ? key : `${path}.${key}`);
    }
    return members;
  };
  // The copy has the shape of the original, `{ text }` for `{ textDigest }` or the reverse apart.
  return copy(value, '') as T;
}

function collectDigests(value: unknown, into: Set<string>): void {
  if (!isObject(value)) return;
  const digest = value[DIGEST];
  if (typeof digest === 'string') into.add(digest);
  for (const name in value) if (isObject(value[name])) collectDigests(value[name], into);
}
