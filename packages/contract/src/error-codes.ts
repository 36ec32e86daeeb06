/** Every `code` that a problem can carry, with its HTTP status. Clients branch on the code; it never changes its meaning. */
export const errorStatus = {
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  CONFLICT: 409,
  PROJECT_NOT_ACTIVE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  SKILL_INACTIVE: 409,
  ALREADY_PENDING: 409,
  ALREADY_VALIDATED: 409,
  DEPENDS_ON_REJECTED: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNKNOWN_HOST: 421,
  SKILL_OUTSIDE_SCOPE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
