import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { DomainError, forbidden } from '../errors/domain-error.js';
import type { RouteDefinition } from './route.decorator.js';
import { Authenticator } from '../auth/authenticator.js';
import type { Caller } from '../auth/caller.js';
import { isForeignWrite } from '../auth/foreign-write.js';

/** How long an admission from before the body was read is valid. A token may be revoked while a body arrives slowly. */
const COUNTS_FOR_MS = 5_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** The route for which the request was admitted last, and when. */
    admitted?: { definition: RouteDefinition; at: number };
  }
}

/** Is notified of the caller of a request as soon as it is known. */
export abstract class CallerObserver {
  abstract learn(request: FastifyRequest, caller: Caller): void;
}

/** Decides whether a request may continue: identifies the caller and applies the access rule of the route. */
@Injectable()
export class Admission {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly database: Database,
    private readonly config: Config,
    private readonly observer: CallerObserver,
  ) {}

  /**
   * Admits a request and sets its caller. A request with a large body is checked twice, before
   * and after the body, but its credentials are looked up once.
   *
   * @throws UNAUTHENTICATED, FORBIDDEN, and the errors of the rule
   */
  async admit(request: FastifyRequest, definition: RouteDefinition): Promise<void> {
    if (isForeignWrite(request, this.config.publicUrl)) throw forbidden('This request comes from another site.');
    if (definition.access.open) return;
    const before = request.admitted;
    if (before?.definition === definition && performance.now() - before.at < COUNTS_FOR_MS) return;
    const caller = await this.authenticator.authenticate(request);
    if (!caller) throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token.');
    request.caller = caller;
    this.observer.learn(request, caller);
    await definition.access.decide({ caller, parameters: request.params as Record<string, string>, connection: this.database });
    request.admitted = { definition, at: performance.now() };
  }
}
