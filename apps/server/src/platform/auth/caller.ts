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
  /** Other people who know the token or the password: who created or set it, and so on back. */
  behindIds?: readonly number[];
  /** The browser's session that proved it. */
  session?: { id: number; withoutPassword: boolean };
}

/**
 * Everybody who could have made this request. What it does counts as done by each of them: a rule that nobody decides about
 * themselves asks for all of these.
 */
export function peopleBehind({ profileId, behindIds = [] }: Pick<Caller, 'profileId' | 'behindIds'>): readonly number[] {
  return [profileId, ...behindIds.filter((id) => id !== profileId)];
}

/** Who made a request and from where, for the security log. */
export function whoAsks({ caller, ip }: Pick<FastifyRequest, 'caller' | 'ip'>): string {
  const token = caller?.apiTokenId === undefined ? '' : ` by token ${caller.apiTokenId}`;
  return `${caller ? `person ${caller.profileId}${token}` : 'nobody'} from ${ip}`;
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
