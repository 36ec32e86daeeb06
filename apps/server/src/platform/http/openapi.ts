import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { problem } from '@skilltrace/contract';
import { z } from 'zod';
import { UNREPEATABLE } from './route.decorator.js';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request answers as the first time did, for at least 24 hours; with another request, 409',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

/** The OpenAPI 3.1 document of the application, from the very schemas that validate its requests. */
export function openApiDocument(app: INestApplication, sessionCookie: string) {
  const about = new DocumentBuilder()
    .setTitle('Skilltrace')
    .setDescription('Two ledgers of what people can do: what they did, and what a Tech Lead confirmed.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addSecurity('token', { type: 'http', scheme: 'bearer', description: 'an API token' })
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description: 'what signing in sets in a browser',
    })
    .addGlobalResponse({
      status: 'default' as unknown as number,
      description: 'A refusal or a failure (RFC 9457)',
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
  for (const { post } of Object.values(document.paths)) if (post && !(UNREPEATABLE in post)) (post.parameters ??= []).push(IDEMPOTENCY_KEY);
  return document;
}

function toJsonSchema(schema: z.ZodType, schemaType: 'input' | 'output') {
  const {
    $schema: _,
    $defs: components,
    ...rest
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' });
  return { schema: rest, components };
}

/** The JSON Schema of a request body with everything that it refers to written out in place. */
export function inPlace(schema: z.ZodType): object {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  const written = JSON.stringify(rest).replaceAll(/\{"\$ref":"#\/\$defs\/(\w+)"\}/g, (_ref, name: string) => JSON.stringify($defs[name]));
  return JSON.parse(written) as object;
}
