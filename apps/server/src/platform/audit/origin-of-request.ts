import type { FastifyRequest } from 'fastify';
import type { Origin, Whereabouts } from '../database/origin.js';

/** The origin of whatever a request changes; who asks is known from the guard on. */
export function originOfRequest(request: FastifyRequest): Origin {
  const { caller } = request;
  const at = whereaboutsOf(request);
  if (!caller) return { via: 'nobody', at };
  const { profileId } = caller;
  return caller.via === 'token' && caller.apiTokenId !== undefined
    ? { via: 'token', profileId, apiTokenId: caller.apiTokenId, at }
    : { via: 'session', profileId, at };
}

/** The origin of what a request changes in the name of somebody who has just shown their password, and has no session yet. */
export function originOfPerson(profileId: number, request: FastifyRequest): Origin {
  return { via: 'session', profileId, at: whereaboutsOf(request) };
}

function whereaboutsOf(request: FastifyRequest): Whereabouts {
  return { address: request.ip, userAgent: request.headers['user-agent'], requestId: request.id };
}
