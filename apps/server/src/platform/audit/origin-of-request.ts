import type { FastifyRequest } from 'fastify';
import type { Origin } from './origin.js';

/** The origin of whatever a request changes; who asks is known from the guard on. */
export function originOfRequest(request: FastifyRequest): Origin {
  const { caller } = request;
  const at = { address: request.ip, userAgent: request.headers['user-agent'], requestId: request.id };
  if (!caller) return { via: 'nobody', at };
  const { profileId } = caller;
  return caller.via === 'token' && caller.apiTokenId !== undefined
    ? { via: 'token', profileId, apiTokenId: caller.apiTokenId, at }
    : { via: 'session', profileId, at };
}
