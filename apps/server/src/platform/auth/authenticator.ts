import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** Identifies the caller of a request. Returns undefined if the credentials are missing, unknown, expired or revoked. */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<Caller | undefined>;
}
