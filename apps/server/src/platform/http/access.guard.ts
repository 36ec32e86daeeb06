import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ROUTE, type RouteDefinition } from './route.decorator.js';
import { Admission } from './admission.js';

/** Checks every request, even if it was already checked before its body was read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly admission: Admission,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await this.admission.admit(request, this.reflector.get<RouteDefinition | undefined>(ROUTE, context.getHandler()));
    return true;
  }
}
