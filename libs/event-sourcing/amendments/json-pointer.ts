/** The value has no such place. */
export class NoSuchPlace extends Error {
  override readonly name = 'NoSuchPlace';
  constructor(readonly pointer: string) {
    super(`there is nothing at ${pointer}`);
  }
}

const tokensOf = (pointer: string): readonly string[] | undefined =>
  /^(?:\/(?:[^~/]|~[01])+)+$/.test(pointer)
    ? pointer
        .slice(1)
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    : undefined;

const memberOf = (value: unknown, token: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, token)
    ? (value as Readonly<Record<string, unknown>>)[token]
    : undefined;

/** What stands at an RFC 6901 pointer; `undefined` where there is nothing, or the text is no pointer to a part. */
export const valueAt = (value: object, pointer: string): unknown => tokensOf(pointer)?.reduce<unknown>(memberOf, value);

/**
 * A copy with another value in a place that there is.
 *
 * @throws NoSuchPlace
 */
export const withValueAt = <T extends object>(value: T, pointer: string, replacement: unknown): T => {
  const tokens = tokensOf(pointer);
  if (tokens === undefined || valueAt(value, pointer) === undefined) throw new NoSuchPlace(pointer);
  const replaced = (part: unknown, [token, ...rest]: readonly string[]): unknown => {
    if (token === undefined) return replacement;
    if (Array.isArray(part)) return part.with(Number(token), replaced(part[Number(token)], rest));
    return { ...(part as object), [token]: replaced(memberOf(part, token), rest) };
  };
  // Only one part of it is another.
  return replaced(value, tokens) as T;
};
