import { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf, hashSecret } from '../auth/api-token.js';
import type { Caller } from '../auth/caller.js';
import { sessionCookieName } from '../auth/session-cookie-name.js';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';
import { CallerObserver } from '../http/admission.js';
import type { OverloadLimits } from './limits.js';
import { isWork } from './load-shedding.js';
import { ConcurrencyLimit } from './concurrency-limit.js';

const RETRY_AFTER_S = 1;
/** The number of credentials whose person is cached. The cache is used only for shares, never for access. */
const MOST_REMEMBERED = 10_000;

/** The key for a limit that all people share. */
const EVERYONE = 0;

interface Share {
  key: string;
  /** Running requests, including waiting ones. */
  all: number;
  /** The share of the person, once the person behind the credential is known. */
  mergedInto?: Share;
}

// These are not in a WeakMap, because V8 keeps the values of a WeakMap until the next full garbage collection. The values refer to
// the request, so all requests would be copied to the old generation, in pauses of 15 ms.
declare module 'fastify' {
  interface FastifyRequest {
    /** The hash of the credential, once it is known. */
    credential?: string;
    /** Removes the request from the share of its person. */
    endShare?: () => void;
    /** Ends the work. Undefined unless the work is running. It runs on even if the client has disconnected. */
    leaveWork?: (() => void) | undefined;
  }
}

/**
 * Limits the requests of each person, so that one person cannot block the server for others. The number of concurrent requests of
 * one person is lower than the number of database connections. Further requests wait, and beyond the person's share they get 429.
 * All sessions and tokens of a person count together. There is no rate limit, so a single user of a server is never slowed down.
 */
@Injectable()
export class FairShares extends CallerObserver {
  private readonly shares = new Map<string, Share>();
  private readonly personOf = new Map<string, string>();
  private working = new ConcurrencyLimit(Infinity);
  private largeOfPerson = this.working;
  private large = this.working;

  constructor(private readonly config: Config) {
    super();
  }

  /** Must be called before any route is registered, and after the limit for all requests. */
  protect(
    fastify: FastifyInstance,
    {
      requestsPerPerson,
      ...limits
    }: Pick<OverloadLimits, 'requestsPerPerson' | 'concurrencyPerPerson' | 'largeReads' | 'largeReadsPerPerson'>,
  ): void {
    this.working = new ConcurrencyLimit(limits.concurrencyPerPerson);
    this.largeOfPerson = new ConcurrencyLimit(limits.largeReadsPerPerson);
    this.large = new ConcurrencyLimit(limits.largeReads);
    // Like the limit for all requests, checked before the body is read and counted after it.
    fastify.addHook('onRequest', (request, reply, done) => {
      const share = this.shares.get(this.keyOf(request) ?? '');
      if (share && share.all >= requestsPerPerson) return refuse(reply);
      done();
    });
    fastify.addHook('preValidation', (request, reply, done) => {
      const key = this.keyOf(request);
      if (key === undefined || reply.raw.destroyed) return done();
      const share = this.shares.get(key) ?? { key, all: 0 };
      if (share.all >= requestsPerPerson) return refuse(reply);
      this.shares.set(key, share);
      this.count(share, request, reply);
      done();
    });
    // The work ends with the response, and not when its client has read it.
    fastify.addHook('onSend', (request, _reply, _payload, done) => {
      request.leaveWork?.();
      done();
    });
  }

  /** Learns the person behind the credentials of a request, and adds these requests to the share of the person. */
  override learn(request: FastifyRequest, { profileId }: Caller): void {
    const credential = this.credentialOf(request);
    if (credential === undefined || this.personOf.has(credential)) return;
    const [oldest] = this.personOf.keys();
    if (this.personOf.size >= MOST_REMEMBERED && oldest !== undefined) this.personOf.delete(oldest);
    const key = `person ${profileId}`;
    this.personOf.set(credential, key);
    const share = this.shares.get(credential);
    if (!share) return;
    this.shares.delete(credential);
    const ofPerson = this.shares.get(key) ?? { key, all: 0 };
    this.shares.set(key, ofPerson);
    ofPerson.all += share.all;
    share.mergedInto = ofPerson;
  }

  /**
   * Runs the work of a request when it is the person's turn, and a large one when there is room among the large ones of the person
   * and of everyone, unless the client has disconnected. The request keeps its places until its work ends, even if its client disconnects.
   */
  async run(request: FastifyRequest, { raw }: FastifyReply, work: () => Promise<void>): Promise<void> {
    const { caller, routeOptions } = request;
    if (!caller) return raw.destroyed ? undefined : work();
    const places: [ConcurrencyLimit, key: number][] = [[this.working, caller.profileId]];
    if (routeOptions.config.definition?.isLarge) {
      // It may take longer than the limit for connections without activity. A mock of a socket in tests has no timeout.
      if (raw.socket instanceof Socket) raw.socket.setTimeout(0);
      // First, so that a large request that waits leaves the person's other places free.
      places.unshift([this.largeOfPerson, caller.profileId], [this.large, EVERYONE]);
    }
    const taken: typeof places = [];
    const leave = () => {
      if (request.leaveWork !== leave) return;
      request.leaveWork = undefined;
      for (const [limit, key] of taken) limit.end(key);
      if (raw.destroyed || raw.writableFinished) request.endShare?.();
    };
    request.leaveWork = leave;
    try {
      for (const [limit, key] of places) {
        if (!(await limit.begin(key, raw))) return;
        taken.push([limit, key]);
      }
      await work();
    } finally {
      leave();
    }
  }

  private count(begun: Share, request: FastifyRequest, { raw }: FastifyReply): void {
    let hasEnded = false;
    const end = () => {
      if (hasEnded || request.leaveWork) return;
      hasEnded = true;
      const share = begun.mergedInto ?? begun;
      share.all -= 1;
      if (share.all === 0) this.shares.delete(share.key);
    };
    begun.all += 1;
    request.endShare = end;
    // At least one of these events fires, and often both.
    raw.once('finish', end);
    raw.once('close', end);
  }

  private keyOf(request: FastifyRequest): string | undefined {
    if (!isWork(request)) return undefined;
    const credential = this.credentialOf(request);
    return credential === undefined ? undefined : (this.personOf.get(credential) ?? credential);
  }

  /** The hash of the token or session in a request, valid or not. Different spellings of the same credential give the same hash. */
  private credentialOf(request: FastifyRequest): string | undefined {
    if (request.credential !== undefined) return request.credential;
    const { headers } = request;
    const hash = headers.authorization === undefined ? this.hashOfSession(headers.cookie) : bearerOf(request)?.hash;
    if (!hash) return undefined;
    request.credential = hash.toString('base64');
    return request.credential;
  }

  private hashOfSession(cookie: string | undefined): Buffer | undefined {
    const token = cookie && /^[^.]+/.exec(parseCookie(cookie)[sessionCookieName(this.config.publicUrl)] ?? '')?.[0];
    return token ? hashSecret(token) : undefined;
  }
}

function refuse(reply: FastifyReply): void {
  void reply.header('retry-after', String(RETRY_AFTER_S));
  sendProblem(
    reply,
    toProblem(
      new DomainError('RATE_LIMITED', 'You have too many requests running. The server did not process this one. Try again shortly.'),
    ),
  );
}
