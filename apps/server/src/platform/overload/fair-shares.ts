import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '../auth/api-token.js';
import type { Caller } from '../auth/caller.js';
import { sessionCookieName } from '../auth/session-cookie-name.js';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';
import { CallerObserver } from '../http/admission.js';
import type { OverloadLimits } from './limits.js';
import { isWork } from './load-shedding.js';
import { ConcurrencyPerPerson } from './concurrency-per-person.js';

const RETRY_AFTER_S = 1;
/** Credentials of which it is remembered whose they are; for shares alone, never for what they may do. */
const MOST_REMEMBERED = 10_000;

interface Share {
  key: string;
  /** Under way, those that wait included. */
  all: number;
  /** That of the person, once it is known whose the credential is. */
  mergedInto?: Share;
}

/**
 * Keeps one person from taking the server from everybody else. Of one person's requests so many are worked on at once that
 * connections to the database are left for others; the next ones wait for those, and beyond a share of all that the server
 * takes on they are refused, 429. Sessions and tokens of one person count together; nobody who is alone on a server is slowed
 * down by a rate.
 */
@Injectable()
export class FairShares extends CallerObserver {
  private readonly shares = new Map<string, Share>();
  private readonly personOf = new Map<string, string>();
  private readonly credentials = new WeakMap<FastifyRequest, string>();
  private readonly ends = new WeakMap<ServerResponse, () => void>();
  /** Whose work is under way, though its client may have gone. */
  private readonly held = new WeakSet<ServerResponse>();
  private working = new ConcurrencyPerPerson(Infinity);

  constructor(private readonly config: Config) {
    super();
  }

  /** To be called before any route is registered, after the limit of all requests. */
  protect(
    fastify: FastifyInstance,
    { requestsPerPerson, concurrencyPerPerson }: Pick<OverloadLimits, 'requestsPerPerson' | 'concurrencyPerPerson'>,
  ): void {
    this.working = new ConcurrencyPerPerson(concurrencyPerPerson);
    // Looked at before the body is read, counted once it is there: as the limit of all does.
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
      this.count(share, reply);
      done();
    });
  }

  /** Whose the credentials of a request are: from now on they count with the rest of that person's. */
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
   * Waits until that person may have one more worked on. It takes its place until it is over, whether anybody waits for it or not.
   *
   * @returns to be called when it is over; undefined where the client has gone, and it is not to be begun
   */
  async begin({ profileId }: Caller, { raw }: FastifyReply): Promise<(() => void) | undefined> {
    if (!(await this.working.begin(profileId, raw))) return undefined;
    this.held.add(raw);
    return () => {
      this.working.end(profileId);
      this.held.delete(raw);
      if (raw.destroyed || raw.writableFinished) this.ends.get(raw)?.();
    };
  }

  private count(begun: Share, { raw }: FastifyReply): void {
    let isOver = false;
    const end = () => {
      if (isOver || this.held.has(raw)) return;
      isOver = true;
      const share = begun.mergedInto ?? begun;
      share.all -= 1;
      if (share.all === 0) this.shares.delete(share.key);
    };
    begun.all += 1;
    this.ends.set(raw, end);
    // One of them comes, and often both.
    raw.once('finish', end);
    raw.once('close', end);
  }

  private keyOf(request: FastifyRequest): string | undefined {
    if (!isWork(request)) return undefined;
    const credential = this.credentialOf(request);
    return credential === undefined ? undefined : (this.personOf.get(credential) ?? credential);
  }

  /** The token or the session that a request names, whether it counts or not, in a form that nobody can vary; never as it is. */
  private credentialOf(request: FastifyRequest): string | undefined {
    const known = this.credentials.get(request);
    if (known !== undefined) return known;
    const { authorization, cookie } = request.headers;
    const named =
      authorization === undefined
        ? cookie && /^[^.]+/.exec(parseCookie(cookie)[sessionCookieName(this.config.publicUrl)] ?? '')?.[0]
        : /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (!named) return undefined;
    const credential = hashSecret(named).toString('base64');
    this.credentials.set(request, credential);
    return credential;
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
