import { createHmac, type Hmac } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { derivedKey } from './derived-key.js';

/**
 * Hashes the method, address and body of a request with the server's secret. A request may contain a password, and with a plain
 * hash anyone who can read the table could try billions of passwords.
 */
export function hashOfRequest(request: FastifyRequest, secret: string, key: string): Buffer {
  return begin(request, secret, key)
    .update(JSON.stringify(request.body ?? null))
    .digest();
}

/** Hashes a streamed request while its handler reads it. @returns a function that waits for the end of the body and returns the hash */
export function hashWhileRead(request: FastifyRequest, secret: string, key: string): () => Promise<Buffer> {
  const hash = begin(request, secret, key);
  const source = request.body;
  // The handler rejects any other kind of body.
  if (!(source instanceof Readable)) return () => Promise.resolve(hash.digest());
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  request.body = tap;
  const read = pipeline(source, tap);
  read.catch(() => {});
  return async () => {
    tap.resume();
    await read;
    return hash.digest();
  };
}

function begin({ method, url }: FastifyRequest, secret: string, key: string): Hmac {
  return createHmac('sha256', derivedKey(secret, key, 'skilltrace idempotency request')).update(`${method} ${url}\n`);
}
