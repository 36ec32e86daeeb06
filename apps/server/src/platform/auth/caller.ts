import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Connection } from '../database/connection.js';

/** The person who makes a request, identified by a session cookie or an API token. */
export interface Caller {
  profileId: number;
  isAdmin: boolean;
  /** The kind of credentials. A foreign page can make a browser send cookies, but not tokens. */
  via: 'session' | 'token';
  /** The id of the token. */
  apiTokenId?: number;
  /** Other people who know the token or the password, because they created or set it, directly or through others. */
  behindIds?: readonly number[];
  /** The browser session. */
  session?: { id: number; withoutPassword: boolean };
}

/**
 * Returns everyone who could have made this request. The request counts as made by each of them: a rule such as "no one decides
 * about themselves" must check all of them.
 */
export function peopleBehind({ profileId, behindIds = [] }: Pick<Caller, 'profileId' | 'behindIds'>): readonly number[] {
  return [profileId, ...behindIds.filter((id) => id !== profileId)];
}

/** Describes the caller and the client address for the security log. */
export function describeCaller({ caller, ip }: Pick<FastifyRequest, 'caller' | 'ip'>): string {
  const token = caller?.apiTokenId === undefined ? '' : ` by token ${caller.apiTokenId}`;
  return `${caller ? `person ${caller.profileId}${token}` : 'anonymous'} from ${ip}`;
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
  if (!caller) throw new Error('The route uses its caller, but its access rule does not require one');
  return caller;
});
