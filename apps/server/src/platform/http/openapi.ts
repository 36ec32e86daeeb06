import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { problem } from '@skilltrace/contract';
import { csvLine } from '@skilltrace/domain/text/csv';
import { z } from 'zod';
import { CSV_MEDIA_TYPE } from './csv/answer-csv.js';
import { codesOfRoute, DocumentedProblems } from './documented-problems.js';
import { DEFINITION, type RouteDefinition } from './route.decorator.js';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeated request with the same key gets the first response again for at least 24 hours; a different request gets 409',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

const BOM = {
  name: 'bom',
  in: 'query',
  required: false,
  description: 'only with `Accept: text/csv`; true: the file begins with a byte order mark, so that Excel reads it as UTF-8',
  schema: { type: 'boolean' },
} as const;

// OpenAPI 3.1 identifies a license by its SPDX identifier; the types of the library are for 3.0.
const LICENSE = { name: 'MIT', identifier: 'MIT' };

interface DescribedOperation {
  [DEFINITION]: RouteDefinition;
  security?: object[];
  parameters?: object[];
  responses: Record<string, { content?: object; $ref?: string }>;
}

/** Generates the OpenAPI 3.1 document from the same schemas that validate requests. */
export function openApiDocument(app: INestApplication, sessionCookie: string) {
  const about = new DocumentBuilder()
    .setTitle('Skilltrace')
    .setDescription('Two ledgers of skills: what people did, and which levels a Tech Lead confirmed.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addSecurity('token', { type: 'http', scheme: 'bearer', description: 'an API token' })
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description: 'the cookie that sign-in sets in a browser',
    })
    .addGlobalResponse({
      status: 'default' as unknown as number,
      description: 'An error (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema, { schemaType }) => toJsonSchema(schema as z.ZodType, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(toJsonSchema(problem, 'output').components as object) },
  };
  document.info.license = LICENSE;
  const problems = new DocumentedProblems();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods) as [string, DescribedOperation][]) {
      const definition = operation[DEFINITION];
      delete (operation as Partial<DescribedOperation>)[DEFINITION];
      operation.security ??= [];
      if (method === 'post' && !definition.unrepeatable) (operation.parameters ??= []).push(IDEMPOTENCY_KEY);
      if (definition.csv) {
        (operation.parameters ??= []).push(BOM);
        const ok = operation.responses['200'];
        if (ok) ok.content = { ...ok.content, [CSV_MEDIA_TYPE]: { schema: { type: 'string' }, example: csvLine(definition.csv.columns) } };
      }
      operation.responses = { ...operation.responses, ...problems.responsesFor(codesOfRoute(method, path, definition)) };
    }
  }
  Object.assign(document.components, { responses: problems.shared });
  return document;
}

/** Numbers and booleans in a query are validated as text. Removes the text patterns, so that the document describes the value. */
function withoutTextOfOthers({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
  if (jsonSchema.type === 'boolean') delete jsonSchema.enum;
}

function toJsonSchema(schema: z.ZodType, schemaType: 'input' | 'output') {
  const {
    $schema: _,
    $defs: components,
    ...rest
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any', override: withoutTextOfOthers });
  return { schema: rest, components };
}

/** Returns the JSON Schema of a request body with all references resolved in place. */
export function inlineJsonSchema(schema: z.ZodType): object {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  const written = JSON.stringify(rest).replaceAll(/\{"\$ref":"#\/\$defs\/(\w+)"\}/g, (_ref, name: string) => JSON.stringify($defs[name]));
  return JSON.parse(written) as object;
}
