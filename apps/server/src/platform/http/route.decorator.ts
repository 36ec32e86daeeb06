import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import type { ErrorCode } from '@skilltrace/contract';
import type { z } from 'zod';
import type { AccessRule } from '../auth/access-rule.js';
import { answersCsv } from './csv/csv-method.js';
import { listColumns, type ColumnOf, type CsvTable } from './csv/csv-table.js';

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
  /** The answer as a table, for clients that prefer CSV. */
  csv?: CsvTable;
  /** The media type of a body that is read as a stream. It is neither parsed nor held in memory. */
  streamed?: string;
  /** Its statements may read the whole ledger. Few such requests run concurrently, and `LaggingReads` injects their connection. */
  isLarge?: true;
  /** Ignore Idempotency-Key: sign-in must check every attempt. */
  unrepeatable?: true;
  /** The error codes of this route for the OpenAPI document, in addition to those of its access rule and of every route. */
  refuses?: readonly ErrorCode[];
}

type RowOf<Answer> = Answer extends { items: readonly (infer Item)[] } ? Item : never;

/** A route as it is declared. `csv` of a list has the names of its columns; `csvOf` describes the rows of other answers. */
export interface RouteDescription<Response extends z.ZodType> extends Omit<RouteDefinition, 'response' | 'csv'> {
  response?: Response;
  csv?: readonly ColumnOf<RowOf<z.output<Response>>>[] | (CsvTable & { readonly rows: (answer: z.output<Response>) => Iterable<object> });
}

/** Declares the access rule and the documentation of a route. The schemas of its input are declared at the parameters. */
export function Route<Response extends z.ZodType>({ csv, ...description }: RouteDescription<Response>): MethodDecorator {
  const table = csv && ('columns' in csv ? csv : listColumns(csv));
  const definition: RouteDefinition = { ...description, ...(table && { csv: table }) };
  const status = definition.status ?? 200;
  return applyDecorators(
    ...(table ? [answersCsv(table)] : []),
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
