import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import type { ErrorCode } from '@skilltrace/contract';
import type { z } from 'zod';
import type { AccessRule } from '../auth/access-rule.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    definition?: RouteDefinition;
  }
}

export const ROUTE = Symbol('route');

/** Carries the route definition to the generator of the OpenAPI document, which removes it again. */
export const DEFINITION = 'x-definition';

export interface RouteDefinition {
  /** Who may call the route. There is no default: the server does not start if a route has no rule. */
  access: AccessRule;
  summary: string;
  /** The schema of the response body. Undefined for 204. */
  response?: z.ZodType;
  /** The status of a successful response. The default is 200. */
  status?: 200 | 201 | 204;
  /** The media type of a body that is read as a stream. It is neither parsed nor held in memory. */
  streamed?: string;
  /** Its statements may read the whole ledger. Few such requests run concurrently, and `LaggingReads` injects their connection. */
  isLarge?: true;
  /** Ignore Idempotency-Key: sign-in must check every attempt. */
  unrepeatable?: true;
  /** The error codes of this route for the OpenAPI document, in addition to those of its access rule and of every route. */
  refuses?: readonly ErrorCode[];
}

/** Declares the access rule and the documentation of a route. The schemas of its input are declared at the parameters. */
export function Route(definition: RouteDefinition): MethodDecorator {
  const status = definition.status ?? 200;
  return applyDecorators(
    HttpCode(status),
    SetMetadata(ROUTE, definition),
    RouteConfig({ definition }),
    ApiOperation({ summary: definition.summary }),
    definition.response
      ? ApiResponse({ status, description: definition.summary, standardSchema: definition.response })
      : ApiResponse({ status, description: definition.summary }),
    ...(definition.access.open ? [] : [ApiSecurity('token'), ApiSecurity('session')]),
    ApiExtension(DEFINITION, definition),
  );
}
