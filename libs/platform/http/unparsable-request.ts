import type { Socket } from 'node:net';
import { httpMessages, titles } from './http-messages.js';

/** What the HTTP parser refuses before there is a request; Node's codes. */
const REFUSALS: Readonly<Record<string, readonly [status: number, reason: string, code: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'header-too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request-timeout'],
  HPE_INVALID_URL: [400, 'Bad Request', 'uri-malformed'],
};
const OTHERWISE = [400, 'Bad Request', 'bad-request'] as const;

/** Answers with a problem in both languages, for the header that names one was not read; ends the connection. */
export const refuseUnparsable = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, code] = REFUSALS[error.code ?? ''] ?? OTHERWISE;
  const inBoth = (text: { readonly zh: string; readonly en: string } | undefined): string =>
    text === undefined ? reason : `${text.zh} / ${text.en}`;
  const body = JSON.stringify({
    type: `urn:branch-accountability:problem:${code}`,
    title: inBoth(titles[`status-${String(status)}`]),
    status,
    detail: inBoth(httpMessages[code]),
    code,
  });
  socket.end(
    `HTTP/1.1 ${String(status)} ${reason}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
  );
};
