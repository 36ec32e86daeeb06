import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Connection } from '../database/connection.js';

/** The person in whose name a request is made, by session cookie or API token. */
export interface Caller {
  profileId: number;
  isAdmin: boolean;
  /** How the request proved it; cookies are what a foreign page can make a browser send. */
  via: 'session' | 'token';
  /** Of the token that proved it. */
  apiTokenId?: number;
  /** The browser's session that proved it. */
  session?: { id: number; withoutPassword: boolean };
}

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
    /** The transaction of a request with an Idempotency-Key. */
    transaction?: Connection;
  }
}

/** The caller of a route that is not open. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A route asks for its caller without an access rule that makes sure of one');
  return caller;
});
