import type { FastifyReply } from 'fastify';
import type { StoredResponse } from './encrypted-response.js';

const KEPT_HEADERS = ['location', 'content-type'];

/**
 * Runs a handler and returns its response instead of sending it, so that the response can be committed first. Afterwards the
 * reply can be sent as usual.
 */
export async function captureResponse(reply: FastifyReply, handle: () => Promise<unknown>): Promise<StoredResponse> {
  let captured: { body: string } | undefined;
  reply.send = (payload) => {
    captured ??= { body: textOf(payload) };
    return reply;
  };
  try {
    await handle();
  } finally {
    Reflect.deleteProperty(reply, 'send');
  }
  if (!captured) throw new Error('The handler ended without a response');
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return { status: reply.statusCode, headers, body: captured.body };
}

function textOf(payload: unknown): string {
  if (payload === undefined) return '';
  return Buffer.isBuffer(payload) ? payload.toString() : JSON.stringify(payload);
}
