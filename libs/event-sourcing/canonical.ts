import canonicalize from 'canonicalize';

/**
 * A value that JSON cannot carry without loss, so that it would not hash the same again. `path` names the place in it,
 * as in `data.measures[2].dueOn`.
 */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path === '' ? 'value' : path}: ${reason}`);
  }
}

/** Deeper values are refused: they are a mistake, and could exhaust the stack of some reader. */
const MAX_DEPTH = 64;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The RFC 8785 text of a value. An optional property that is `undefined` counts as absent, as TypeScript sees it.
 *
 * @throws NotCanonical — on a BigInt, NaN or Infinity, `undefined` elsewhere than in a property, a function or symbol,
 *   an object that is no plain object (a Date, a Map, an instance of a class), a cycle, U+0000 or a lone surrogate.
 */
export function canonicalText(value: unknown): string {
  assertCanonical(value);
  const text = canonicalize(value);
  if (text === undefined) throw new NotCanonical('', 'has no JSON form');
  return text;
}

/** @throws NotCanonical — see `canonicalText`. */
export function assertCanonical(value: unknown, path = '', depth = 0): void {
  if (typeof value === 'string') assertText(value, path);
  else if (typeof value === 'number') assertFinite(value, path);
  else if (typeof value === 'object' && value !== null) assertComposite(value, path, depth);
  else if (value !== null && typeof value !== 'boolean')
    throw new NotCanonical(path, `${typeof value} is no JSON value`);
}

function assertFinite(value: number, path: string): void {
  if (!Number.isFinite(value)) throw new NotCanonical(path, `${String(value)} is no JSON number`);
}

function assertComposite(value: object, path: string, depth: number): void {
  if (depth === MAX_DEPTH) throw new NotCanonical(path, `deeper than ${String(MAX_DEPTH)} levels, or a cycle`);
  if (Array.isArray(value)) {
    // Not forEach, which leaves the holes of an array out.
    for (let index = 0; index < value.length; index += 1) {
      assertCanonical(value[index], `${path}[${String(index)}]`, depth + 1);
    }
    return;
  }
  if (!isPlainObject(value))
    throw new NotCanonical(path, `an instance of ${value.constructor.name}, not a plain object`);
  for (const [key, member] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__') throw new NotCanonical(at, 'a reserved name');
    assertText(key, at);
    if (member !== undefined) assertCanonical(member, at, depth + 1);
  }
}

function assertText(text: string, path: string): void {
  if (text.includes('\u0000')) throw new NotCanonical(path, 'contains U+0000');
  if (LONE_SURROGATE.test(text)) throw new NotCanonical(path, 'contains a lone surrogate');
}

/** Also of an object from another realm (a worker, a vm context), whose prototype is not this realm's. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
