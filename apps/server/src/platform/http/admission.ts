import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { DomainError, forbidden } from '../errors/domain-error.js';
import { FairShares } from '../http/fair-shares.js';
import type { RouteDefinition } from '../http/route.decorator.js';
import { Authenticator } from './authenticator.js';
import { isForeignWrite } from './foreign-write.js';

/** Decides whether a request may go on: who asks, and whether the rule of the route lets them. */
@Injectable()
export class Admission {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly database: Database,
    private readonly config: Config,
    private readonly shares: FairShares,
  ) {}

  /**
   * Lets a request pass, and notes on it who the caller is. Closed by default: a route without a rule is refused.
   *
   * @throws UNAUTHENTICATED, FORBIDDEN, and what the rule throws
   */
  async admit(request: FastifyRequest, definition: RouteDefinition | undefined): Promise<void> {
    if (!definition) throw forbidden('Nobody may call this route.');
    if (isForeignWrite(request, this.config.publicUrl)) throw forbidden('This request comes from another site.');
    if (definition.access.open) return;
    const caller = await this.authenticator.authenticate(request);
    if (!caller) throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token.');
    request.caller = caller;
    this.shares.learn(request, caller);
    await definition.access.decide({ caller, parameters: request.params as Record<string, string>, connection: this.database });
  }
}
