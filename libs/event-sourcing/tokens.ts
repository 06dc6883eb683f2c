/** Injection token of the `EventStore` of this process. */
export const EVENT_STORE = Symbol('EVENT_STORE');
