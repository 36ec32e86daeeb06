import { STATUS_CODES } from 'node:http';
import { errorStatus, type ErrorCode } from '@skilltrace/contract';
import type { RouteDefinition } from './route.decorator.js';

const codes = Object.keys(errorStatus) as ErrorCode[];

/**
 * Returns every error code that a route can return, ordered by status: the codes of all routes of its kind, of its access rule, and
 * of the route itself.
 */
export function codesOfRoute(method: string, path: string, { access, refuses = [], unrepeatable }: RouteDefinition): ErrorCode[] {
  const able = new Set<ErrorCode>(['VALIDATION_FAILED', 'INTERNAL', ...refuses]);
  const add = (...more: readonly ErrorCode[]) => more.forEach((code) => able.add(code));
  // Health and metrics requests are answered for any host and under any load.
  if (path.startsWith('/api/')) add('UNKNOWN_HOST', 'RATE_LIMITED', 'UNAVAILABLE');
  if (!access.open) add('UNAUTHENTICATED', ...(access.refuses ?? []));
  // A write may come from another site, have an unacceptable body, or conflict with another write.
  if (method.toUpperCase() !== 'GET') add('FORBIDDEN', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'CONFLICT');
  if (method.toUpperCase() === 'POST' && !unrepeatable) add('IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_ANSWER_DELETED');
  return codes.filter((code) => able.has(code));
}

interface SharedResponse {
  description: string;
  content: object;
}

/** The error responses of an OpenAPI document: one per status, each a reference to a response that operations share. */
export class DocumentedProblems {
  /** The shared responses for `components.responses`. */
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
