import type { FastifyRequest } from 'fastify';
import type { Origin, RequestSource } from '../database/origin.js';

/** Returns the origin of the changes of a request. The caller is known once the guard has run. */
export function originOfRequest(request: FastifyRequest): Origin {
  const { caller } = request;
  const at = whereaboutsOf(request);
  if (!caller) return { via: 'nobody', at };
  const { profileId } = caller;
  return caller.via === 'token' && caller.apiTokenId !== undefined
    ? { via: 'token', profileId, apiTokenId: caller.apiTokenId, at }
    : { via: 'session', profileId, at };
}

/** Returns the origin of changes by a person who has just entered their password and has no session yet. */
export function originOfPerson(profileId: number, request: FastifyRequest): Origin {
  return { via: 'session', profileId, at: whereaboutsOf(request) };
}

function whereaboutsOf(request: FastifyRequest): RequestSource {
  return { address: request.ip, userAgent: request.headers['user-agent'], requestId: request.id };
}
