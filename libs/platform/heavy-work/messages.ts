import type { WorkOrder } from './heavy-work.js';

/** From the one who asks to the process that works; the only message in this direction. */
export interface WorkMessage {
  readonly settings: object;
  readonly order: WorkOrder;
}

/** Back; the body follows on standard output. */
export type WorkReply =
  | { readonly kind: 'done'; readonly outcome: object; readonly length: number }
  | { readonly kind: 'failed'; readonly error: string };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const isWorkMessage = (value: unknown): value is WorkMessage =>
  isObject(value) && 'settings' in value && isObject(value.settings) && 'order' in value && isOrder(value.order);

const isOrder = (value: unknown): value is WorkOrder =>
  isObject(value) && 'work' in value && typeof value.work === 'string' && 'request' in value && isObject(value.request);

export const isWorkReply = (value: unknown): value is WorkReply =>
  isObject(value) &&
  'kind' in value &&
  ((value.kind === 'failed' && 'error' in value && typeof value.error === 'string') ||
    (value.kind === 'done' && 'outcome' in value && isObject(value.outcome) && 'length' in value));
