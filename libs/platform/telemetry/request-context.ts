import { AsyncLocalStorage } from 'node:async_hooks';

/** What log lines written while a request is answered say of it. */
export interface RequestContext {
  readonly correlationId: string;
}

/** The request that the running code answers, if any. */
export const requestContext = new AsyncLocalStorage<RequestContext>();
