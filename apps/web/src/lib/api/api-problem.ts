import type { ErrorCode, ProblemParams } from '@skilltrace/contract';

export interface FieldProblem {
  path: string;
  message: string;
}

/** What the server's codes do not cover: it was not reached, or what answered was not it. */
export type ProblemCode = ErrorCode | 'OFFLINE' | 'UNREADABLE';

/** A request that did not succeed: a problem of the server (RFC 9457), or no answer at all (`OFFLINE`, status 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    /** A sentence for the person. */
    readonly detail: string,
    /** What is wrong with which field of the body or the query. */
    readonly errors: readonly FieldProblem[] = [],
    /** Seconds after which another try makes sense, where the server said so. */
    readonly retryAfterS?: number,
    /** Every value that the sentence mentions. */
    readonly params: ProblemParams = {},
  ) {
    super(detail);
  }

  /** The server is away or not ready: the same request may succeed later. */
  get isPassing(): boolean {
    return this.code === 'OFFLINE' || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** The server itself was not heard of: it may have done the work. Where it answered, `detail` says whether. */
  get isUnanswered(): boolean {
    return this.code === 'OFFLINE' || this.code === 'UNREADABLE';
  }

  /** What the server says about one field, if anything: `problem.messageOf('name')`. */
  messageOf(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

/** Whatever was thrown, as a problem to show. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  console.error(error);
  return new ApiProblem('UNREADABLE', 0, 'Something went wrong in this page. Reload it.');
}
