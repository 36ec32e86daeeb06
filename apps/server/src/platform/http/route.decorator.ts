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

/** Carries a route's own statements to the API's document, which does not keep them. */
export const DEFINITION = 'x-definition';

export interface RouteDefinition {
  /** Who may call it. There is no default: a route without a rule does not start. */
  access: AccessRule;
  summary: string;
  /** The body of the answer; none for 204. */
  response?: z.ZodType;
  /** The status of success: 200 unless told. */
  status?: 200 | 201 | 204;
  /** A body that is read as a stream: it is neither parsed nor held in memory. */
  streamed?: string;
  /** Answers are not kept for repeated requests: sign-in, which must look at every attempt. */
  unrepeatable?: true;
  /** The codes of its own refusals, for the API's document; those of its access rule and of every route are known. */
  refuses?: readonly ErrorCode[];
}

/** States a route's access rule and its documentation; the schemas of its input stand at the parameters. */
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
