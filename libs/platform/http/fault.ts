export type Params = Readonly<Record<string, string | number>>;

/** Something wrong with one place of a request. `code` is stable; `params` fill its message. */
export interface Fault {
  /** Where, seen from the value that was checked: empty for itself, `[2]` or `.name` for a part. */
  readonly at?: string;
  readonly code: string;
  readonly params?: Params;
}

export const fault = (code: string, params?: Params, at?: string): Fault => ({
  code,
  ...(params === undefined ? {} : { params }),
  ...(at === undefined ? {} : { at }),
});
