import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from './problem.filter.js';

/**
 * Answers a request with an unsupported method for an existing address with 405 and the supported methods (RFC 9110, 15.5.6). Must
 * be called before any route is registered. Wildcard routes are ignored, because they match all remaining addresses.
 */
export function refuseWrongMethods(fastify: FastifyInstance): void {
  const methodsOf = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const known = methodsOf.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const name of [method].flat()) known.methods.add(name);
    methodsOf.set(url, known);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = [...methodsOf.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
    if (allowed.length === 0) return done();
    void reply.header('allow', [...new Set(allowed)].join(', '));
    sendProblem(reply, toProblem(new DomainError('METHOD_NOT_ALLOWED', 'This route does not support this method.')));
  });
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)));
  return new RegExp(`^${parts.join('/')}$`);
}
