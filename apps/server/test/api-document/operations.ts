import type { Schema } from './json-schema.js';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

export interface Operation {
  /** `GET /api/skills/:id`, as the access matrix names it. */
  route: string;
  method: string;
  /** Parameters are written as `{id}`. */
  path: string;
  parameters: readonly Parameter[];
  body?: { contentType: string; schema: Schema };
  /** The schema of the response by status; undefined if the response has no body or is not JSON. */
  answers: ReadonlyMap<number, Schema | undefined>;
  /** The first line of the CSV, with CRLF, if the response can be CSV. */
  csvHeading?: string;
  /** The codes of all declared errors. */
  codes: ReadonlySet<string>;
}

export interface ApiDocument {
  operations: readonly Operation[];
  components: Readonly<Record<string, Schema>>;
}

interface RawOperation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, RawResponse>;
}

interface RawResponse {
  $ref?: string;
  content?: Record<string, { schema?: Schema; example?: string }>;
}

interface RawProblem {
  content: { 'application/problem+json': { schema: { allOf: { properties?: { code: { enum: string[] } } }[] } } };
}

/** Reads the requests and responses from the API document. */
export function readDocument(document: {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, RawProblem> };
}): ApiDocument {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => ({
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      method: method.toUpperCase(),
      path,
      parameters: raw.parameters ?? [],
      ...bodyOf(raw),
      ...csvOf(raw),
      answers: new Map(
        Object.entries(raw.responses)
          .filter(([status]) => /^\d+$/.test(status))
          .map(([status, { content }]) => [Number(status), content?.['application/json']?.schema] as const),
      ),
      codes: new Set(Object.values(raw.responses).flatMap((response) => codesOf(response, document.components.responses))),
    })),
  );
  return { operations, components: document.components.schemas };
}

function bodyOf({ requestBody }: RawOperation): { body?: Operation['body'] } {
  const [first] = Object.entries(requestBody?.content ?? {});
  if (!first) return {};
  const [contentType, { schema }] = first;
  return { body: { contentType, schema: schema.contentSchema ?? schema } };
}

function csvOf({ responses }: RawOperation): { csvHeading?: string } {
  const csvHeading = responses['200']?.content?.['text/csv']?.example;
  return csvHeading === undefined ? {} : { csvHeading };
}

function codesOf({ $ref }: RawResponse, responses: Readonly<Record<string, RawProblem>>): string[] {
  const shared = responses[$ref?.replace('#/components/responses/', '') ?? ''];
  return shared?.content['application/problem+json'].schema.allOf.flatMap(({ properties }) => properties?.code.enum ?? []) ?? [];
}
