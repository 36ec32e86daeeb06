import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** Finds out who makes a request: undefined for nobody (no, unknown, expired or revoked credentials). */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<Caller | undefined>;
}
