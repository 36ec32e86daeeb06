import { STATUS_CODES } from 'node:http';
import { errorStatus, type ErrorCode } from '@skilltrace/contract';
import type { RouteDefinition } from './route.decorator.js';

const codes = Object.keys(errorStatus) as ErrorCode[];

/**
 * Every code that a route can answer, in the order of their statuses: what the platform refuses on all routes of that kind, what
 * the route's access rule refuses, and what the route states itself.
 */
export function codesOfRoute(method: string, path: string, { access, refuses = [], unrepeatable }: RouteDefinition): ErrorCode[] {
  const able = new Set<ErrorCode>(['VALIDATION_FAILED', 'INTERNAL', ...refuses]);
  const add = (...more: readonly ErrorCode[]) => more.forEach((code) => able.add(code));
  // Health and metrics are answered for every host, and however busy the server is.
  if (path.startsWith('/api/')) add('UNKNOWN_HOST', 'RATE_LIMITED', 'UNAVAILABLE');
  if (!access.open) add('UNAUTHENTICATED', ...(access.refuses ?? []));
  // A write may come from another site, with a body that is not accepted, or meet another write.
  if (method.toUpperCase() !== 'GET') add('FORBIDDEN', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'CONFLICT');
  if (method.toUpperCase() === 'POST' && !unrepeatable) add('IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_ANSWER_DELETED');
  return codes.filter((code) => able.has(code));
}

interface SharedResponse {
  description: string;
  content: object;
}

/** The responses of an OpenAPI document for these codes: one a status, each a reference to one that all operations share. */
export class DocumentedProblems {
  /** To be put under `components.responses`. */
  readonly shared: Record<string, SharedResponse> = {};

  responsesFor(able: readonly ErrorCode[]): Record<string, { $ref: string }> {
    const statuses = [...new Set(able.map((code) => errorStatus[code]))];
    return Object.fromEntries(
      statuses.map((status) => [
        String(status),
        this.response(
          status,
          able.filter((code) => errorStatus[code] === status),
        ),
      ]),
    );
  }

  private response(status: number, ofStatus: readonly ErrorCode[]): { $ref: string } {
    const name = ofStatus.join('.');
    this.shared[name] ??= {
      description: STATUS_CODES[status] ?? 'Refused',
      content: {
        'application/problem+json': {
          schema: {
            allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { type: 'string', enum: ofStatus } } }],
          },
        },
      },
    };
    return { $ref: `#/components/responses/${name}` };
  }
}
