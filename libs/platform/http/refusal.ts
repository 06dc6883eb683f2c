import { HttpException } from '@nestjs/common';
import { IdempotencyKeyReused, IfMatchFailed } from '#event-sourcing/command-errors.js';
import {
  AppendTooLarge,
  InvalidPosition,
  StoreFull,
  StoreUnavailable,
  UnknownOutcome,
  WrongExpectedRevision,
} from '#event-sourcing/event-store.js';
import { DomainError } from '#event-sourcing/decider.js';
import { fault } from './fault.js';
import type { Fault, Params } from './fault.js';
import { databaseRefusal, STORAGE_FULL } from './database-refusal.js';
import { RequestProblem } from './request-problem.js';

/** How an error is told to the caller. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly params?: Params;
  readonly faults?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, for programs. */
  readonly members?: Readonly<Record<string, object>>;
}

const DOMAIN_STATUS = { conflict: 409, invalid: 422, forbidden: 403, 'not-found': 404 } as const;
const RETRY = { 'Retry-After': '1' };

/** Undefined: an error that nobody foresaw. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof RequestProblem) return error;
  if (error instanceof DomainError) return domainRefusal(error);
  if (error instanceof HttpException) return frameworkRefusal(error);
  return storeRefusal(error) ?? databaseRefusal(error);
}

function domainRefusal({ code, params, path, kind }: DomainError): Refusal {
  const faults = path === undefined ? [] : [fault(code, params, path)];
  return { status: DOMAIN_STATUS[kind], code, params, faults };
}

function storeRefusal(error: unknown): Refusal | undefined {
  if (error instanceof IfMatchFailed) return { status: 412, code: 'changed-meanwhile' };
  if (error instanceof IdempotencyKeyReused) return { status: 422, code: 'idempotency-key-reused' };
  if (error instanceof WrongExpectedRevision) return { status: 409, code: 'concurrent-change', headers: RETRY };
  if (error instanceof UnknownOutcome) return { status: 503, code: 'outcome-unknown', headers: RETRY };
  if (error instanceof StoreFull) return STORAGE_FULL;
  if (error instanceof StoreUnavailable) return { status: 503, code: 'log-unavailable', headers: RETRY };
  if (error instanceof AppendTooLarge) return { status: 413, code: 'append-too-large' };
  if (error instanceof InvalidPosition) return { status: 400, code: 'position-invalid' };
  return undefined;
}

const BY_CAUSE: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  404: 'route-not-found',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'content-type-unsupported',
  431: 'header-too-large',
  503: 'shutting-down',
};

/** What Fastify or Nest refused by themselves; never their words, which are for programmers. */
function frameworkRefusal(error: HttpException): Refusal | undefined {
  const status = error.getStatus();
  const code = BY_CAUSE[causeCode(error.cause)] ?? BY_STATUS[status];
  if (code !== undefined) return { status, code };
  return status < 500 ? { status, code: 'bad-request' } : undefined;
}

const causeCode = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
