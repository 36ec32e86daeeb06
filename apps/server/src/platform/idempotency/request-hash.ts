import { createHmac, type Hmac } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { derivedKey } from './derived-key.js';

/**
 * Hashes method, address and body of a request that has been read. Under the server's secret, because a request may hold a
 * password: with a bare hash, a reader of the table could try out passwords by the billion.
 */
export function hashOfRequest(request: FastifyRequest, secret: string, key: string): Buffer {
  return begin(request, secret, key)
    .update(JSON.stringify(request.body ?? null))
    .digest();
}

/** Hashes a streamed request while its handler reads it. @returns the hash, which is known once the body has been read to its end */
export function hashWhileRead(request: FastifyRequest, secret: string, key: string): () => Promise<Buffer> {
  const hash = begin(request, secret, key);
  const source = request.body;
  // A body of another kind is refused by the handler.
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
