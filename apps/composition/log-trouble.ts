import { InvalidConnectionString } from '#event-sourcing/adapters/eventstoredb/connection-string.js';
import { StoreAccessDenied, StoreUnavailable } from '#event-sourcing/event-store.js';

/** What to tell whoever starts a program when the log cannot be had; `undefined` of any other error. */
export const logTrouble = (error: unknown): string | undefined => {
  if (error instanceof InvalidConnectionString) return `EVENT_STORE 有误 / EVENT_STORE is wrong: ${error.message}`;
  if (error instanceof StoreUnavailable)
    return `无法连接事件日志 / The log of events cannot be reached: ${error.message}`;
  if (error instanceof StoreAccessDenied)
    return `事件日志拒绝访问，请检查 EVENT_STORE 中的用户及其权限 / The log of events refuses access, check the user in EVENT_STORE and its rights: ${error.message}`;
  return undefined;
};
