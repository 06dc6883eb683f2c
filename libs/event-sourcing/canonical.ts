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

/**
 * The RFC 8785 text of a value. An optional property that is `undefined` counts as absent, as TypeScript sees it.
 *
 * @throws NotCanonical — on a BigInt, NaN or Infinity, `undefined` elsewhere than in a property, a function or symbol,
 *   an object that is no plain object (a Date, a Map, an instance of a class), a cycle, U+0000 or a lone surrogate.
 */
export function canonicalText(value: unknown): string {
  assertCanonical(value);
  return textOf(value);
}

/** @throws NotCanonical — see `canonicalText`. `path`: where the value stands. */
export function assertCanonical(value: unknown, path = ''): void {
  const fault = faultIn(value, 0);
  if (fault !== undefined) throw new NotCanonical(pathOf(path, fault.at), fault.reason);
}

/** Of numbers and strings RFC 8785 asks for what `JSON.stringify` makes; names stand in the order of UTF-16 code units. */
const textOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return isFlat(value) ? JSON.stringify(value) : `[${value.map(textOf).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${textOf(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
};

const isFlat = (items: readonly unknown[]): boolean => {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (typeof item === 'object' && item !== null) return false;
  }
  return true;
};

interface Fault {
  readonly reason: string;
  /** The way to it, from within. */
  readonly at: (string | number)[];
}

const fault = (reason: string): Fault => ({ reason, at: [] });

const within = (place: string | number, inner: Fault): Fault => {
  inner.at.push(place);
  return inner;
};

const pathOf = (begun: string, at: Fault['at']): string =>
  at.reduceRight<string>((path, place) => {
    if (typeof place === 'number') return `${path}[${String(place)}]`;
    return path === '' ? place : `${path}.${place}`;
  }, begun);

const faultIn = (value: unknown, depth: number): Fault | undefined => {
  if (typeof value === 'string') return faultInText(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : fault(`${String(value)} is no JSON number`);
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value !== 'object') return fault(`${typeof value} is no JSON value`);
  if (depth === MAX_DEPTH) return fault(`deeper than ${String(MAX_DEPTH)} levels, or a cycle`);
  if (Array.isArray(value)) return faultInItems(value, depth);
  if (!isPlainObject(value)) return fault(`an instance of ${value.constructor.name}, not a plain object`);
  return faultInMembers(value as Readonly<Record<string, unknown>>, depth);
};

const faultInItems = (items: readonly unknown[], depth: number): Fault | undefined => {
  // Not forEach, which leaves the holes of an array out.
  for (let index = 0; index < items.length; index += 1) {
    const found = faultIn(items[index], depth + 1);
    if (found !== undefined) return within(index, found);
  }
  return undefined;
};

const faultInMembers = (members: Readonly<Record<string, unknown>>, depth: number): Fault | undefined => {
  for (const name of Object.keys(members)) {
    const member = members[name];
    const found =
      (name === '__proto__' ? fault('a reserved name') : faultInText(name)) ??
      (member === undefined ? undefined : faultIn(member, depth + 1));
    if (found !== undefined) return within(name, found);
  }
  return undefined;
};

const faultInText = (text: string): Fault | undefined => {
  if (text.includes('\u0000')) return fault('contains U+0000');
  return text.isWellFormed() ? undefined : fault('contains a lone surrogate');
};

/** Also of an object from another realm (a worker, a vm context), whose prototype is not this realm's. */
const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
