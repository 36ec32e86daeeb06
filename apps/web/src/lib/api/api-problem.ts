import { t } from '@lingui/core/macro';
import type { ErrorCode, ProblemParams } from '@skilltrace/contract';

export interface FieldProblem {
  path: string;
  message: string;
}

/** The server's codes, and two of the browser: no answer (`OFFLINE`), or an answer that is not from the API (`UNREADABLE`). */
export type ProblemCode = ErrorCode | 'OFFLINE' | 'UNREADABLE';

/** A failed request: a problem from the server (RFC 9457), or no answer (`OFFLINE`, status 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    /** A sentence for the person who sees it. */
    readonly detail: string,
    /** One entry for each invalid field of the body or the query. */
    readonly errors: readonly FieldProblem[] = [],
    /** Seconds to wait before a retry, if the server sent them. */
    readonly retryAfterS?: number,
    /** Every value that `detail` mentions. */
    readonly params: ProblemParams = {},
  ) {
    super(detail);
  }

  /** The server is unreachable or not ready: the same request may succeed later. */
  get isTemporary(): boolean {
    return this.code === 'OFFLINE' || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** The API did not answer, so it may or may not have done the work. */
  get isUnanswered(): boolean {
    return this.code === 'OFFLINE' || this.code === 'UNREADABLE';
  }

  /** The server's message about one field: `problem.messageOf('name')`. */
  messageOf(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

/** Turns any thrown value into a problem that can be shown. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  console.error(error);
  return new ApiProblem('UNREADABLE', 0, t`Something went wrong on this page. Reload the page.`);
}
