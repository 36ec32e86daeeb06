import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { DomainError, forbidden } from '../errors/domain-error.js';
import { ROUTE, type RouteDefinition } from '../http/route.decorator.js';
import { Authenticator } from './authenticator.js';
import { isForeignWrite } from './foreign-write.js';
import { Config } from '../config/config.js';

/** Every request passes here. Closed by default: a handler without a rule is refused, whoever asks. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const rule = this.reflector.get<RouteDefinition | undefined>(ROUTE, context.getHandler())?.access;
    if (!rule) throw forbidden('Nobody may call this route.');
    if (isForeignWrite(request, this.config.publicUrl)) throw forbidden('This request comes from another site.');
    if (rule.open) return true;
    const caller = await this.authenticator.authenticate(request);
    if (!caller) throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token.');
    request.caller = caller;
    await rule.decide({ caller, parameters: request.params as Record<string, string>, connection: this.database });
    return true;
  }
}
