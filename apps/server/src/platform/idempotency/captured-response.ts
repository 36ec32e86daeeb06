import type { FastifyReply } from 'fastify';
import type { StoredResponse } from './encrypted-response.js';

const KEPT_HEADERS = ['location', 'content-type'];

/**
 * Runs a handler and returns its response instead of sending it, so that the response can be committed first. Afterwards the
 * reply can be sent as usual.
 */
export async function captureResponse(reply: FastifyReply, handle: () => Promise<unknown>): Promise<StoredResponse> {
  let body: string | undefined;
  const sent = new Promise<void>((resolve) => {
    reply.send = (payload) => {
      body ??= textOf(payload);
      resolve();
      return reply;
    };
  });
  try {
    // Nest returns the reply, which Fastify resolves when the response has been sent, so this does not wait for the handler alone.
    await Promise.race([sent, handle()]);
  } finally {
    Reflect.deleteProperty(reply, 'send');
  }
  if (body === undefined) throw new Error('The handler ended without a response');
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return { status: reply.statusCode, headers, body };
}

function textOf(payload: unknown): string {
  if (payload === undefined) return '';
  return Buffer.isBuffer(payload) ? payload.toString() : JSON.stringify(payload);
}
