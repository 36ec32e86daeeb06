import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { sendProblem, toProblem } from './problem.filter.js';

/** The headers of errors that are sent before any hook has run, as strict as those of every other response. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Answers requests that the router rejects, because of an invalid URL or a segment that is too long. They do not reach our filter. */
export function refuseUnroutable(error: unknown, _request: unknown, reply: FastifyReply): void {
  void reply.headers(HEADERS);
  sendProblem(reply, toProblem(error));
}

/** Answers requests that are not HTTP, have too large headers, or time out. Node.js passes only the socket. */
export function refuseUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const statusCode = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(toProblem({ statusCode }));
  const head = { ...HEADERS, 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
}
