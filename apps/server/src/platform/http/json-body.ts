import { findDuplicateField } from '@skilltrace/domain/text/json';
import { decodeUtf8 } from '@skilltrace/domain/text/utf8';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError, invalid } from '../errors/domain-error.js';

/**
 * Rejects JSON bodies and URLs that are not valid UTF-8. Also rejects bodies with a duplicate field in an object or a field that
 * could modify a prototype. Must be called before any route is registered.
 */
export function readTextStrictly(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (namesOtherCharset(request))
      return done(new DomainError('UNSUPPORTED_MEDIA_TYPE', 'The content type must not name a character set other than UTF-8.'));
    const text = decodeUtf8(body);
    if (text === undefined) return done(invalid('', 'must be UTF-8'));
    // Many clients send a content type without a body.
    if (text === '') return done(null);
    void parseJson(request, text, (error, value) => {
      const field = error ? undefined : findDuplicateField(text);
      done(field === undefined ? error : invalid(field, 'must not appear twice in one object'), value);
    });
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isUtf8Address(request.raw.url ?? '') ? undefined : invalid('query', 'must be UTF-8'));
  });
}

function namesOtherCharset({ headers }: FastifyRequest): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}

/** Also checks the query, because query parsers replace invalid bytes silently. */
function isUtf8Address(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
