import type { Fault, Params } from './fault.js';

/** A request that is refused before any rule of the domain is asked. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Params = {},
    readonly faults: readonly Fault[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    /** Further members of the problem, for programs. */
    readonly members: Readonly<Record<string, object>> = {},
  ) {
    super(code);
  }
}

export const invalidRequest = (faults: readonly Fault[]): RequestProblem =>
  new RequestProblem(400, 'request-invalid', { count: faults.length }, faults);

/** For something that does not exist, and for what the one who asks may not know to exist. */
export const notFound = (code = 'not-found'): RequestProblem => new RequestProblem(404, code);
