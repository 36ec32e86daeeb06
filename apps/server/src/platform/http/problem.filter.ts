import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorStatus, reasonOfSentence, type ErrorCode, type Problem, type Reason, type Sentence } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeCaller } from '../auth/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { SECURITY } from '../logging/security-context.js';
import { PartlyDone, reasonOf } from '../errors/partly-done.js';
import { sqlState, translateDatabaseError } from '../errors/sqlstate.js';

const codeOfStatus = new Map<number, ErrorCode>(
  (Object.entries(errorStatus) as [ErrorCode, number][]).toReversed().map(([code, status]) => [status, code]),
);
codeOfStatus.set(400, 'VALIDATION_FAILED').set(409, 'CONFLICT').set(503, 'UNAVAILABLE');

const WENT_WRONG = 'Something went wrong on our side.';
const details: Partial<Record<ErrorCode, Sentence>> = {
  VALIDATION_FAILED: 'The request cannot be read.',
  UNAUTHENTICATED: 'Sign in, or send an API token.',
  NOT_FOUND: 'No route exists at this address.',
  PAYLOAD_TOO_LARGE: 'The body is larger than this route accepts.',
  UNSUPPORTED_MEDIA_TYPE: 'This route does not accept this content type.',
  INTERNAL: 'Something went wrong on our side. Nothing was saved.',
};

/** A problem of this server, which always has a reason. */
type ProblemWithReason = Problem & { reason: Reason };

/** Converts an error to problem details. Internal errors become INTERNAL, without their message. */
export function toProblem(error: unknown): ProblemWithReason {
  if (error instanceof PartlyDone) {
    const detail = `${reasonOf(error.cause) ?? WENT_WRONG} ${error.message}`;
    return { ...toProblem(error.cause), detail, standing: error.standing };
  }
  const known = translateDatabaseError(error);
  if (known instanceof DomainError) return problemOf(known.code, known);
  const status = known instanceof HttpException ? known.getStatus() : (known as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const code = codeOfStatus.get(status) ?? 'VALIDATION_FAILED';
    return { ...usualProblem(code), status, title: STATUS_CODES[status] ?? 'Refused' };
  }
  return usualProblem('INTERNAL');
}

function usualProblem(code: ErrorCode): ProblemWithReason {
  const sentence = details[code] ?? 'The server does not accept this request.';
  return problemOf(code, { message: sentence, reason: reasonOfSentence(sentence), params: {} });
}

function problemOf(
  code: ErrorCode,
  { message, reason, params, fields }: Pick<DomainError, 'message' | 'reason' | 'params' | 'fields'>,
): ProblemWithReason {
  const status = errorStatus[code];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    reason,
    ...(Object.keys(params).length > 0 && { params }),
    ...(fields && { errors: [...fields] }),
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The error that the response describes. */
    failure?: unknown;
  }
}

/** Converts all errors to responses (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');
  private readonly security = new Logger(SECURITY);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    // The client has disconnected, which ended the reads of its request.
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return;
    const problem = toProblem(thrown);
    const error = thrown instanceof PartlyDone ? thrown.cause : thrown;
    request.failure = error;
    // An unreachable database fails every request, so log one line each, without a stack.
    if (problem.status === errorStatus.UNAVAILABLE)
      this.logger.warn(`${request.method} ${request.routeOptions.url ?? 'unknown route'} unavailable: ${forTheLog(error)}`);
    else if (problem.status >= 500)
      this.logger.error(
        `${request.method} ${request.routeOptions.url ?? 'unknown route'} failed`,
        error instanceof Error ? error.stack : String(error),
      );
    else if (isSecurityEvent(problem, request))
      this.security.warn(
        `${request.method} ${request.routeOptions.url ?? 'unknown route'} refused: ${problem.code} ${describeCaller(request)}`,
      );
    sendProblem(reply, problem);
  }
}

/** Whether the caller was not allowed, or sent an invalid token. A request without credentials is not logged. */
function isSecurityEvent({ status }: Problem, { headers }: FastifyRequest): boolean {
  return status === errorStatus.FORBIDDEN || (status === errorStatus.UNAUTHENTICATED && headers.authorization !== undefined);
}

function forTheLog(error: unknown): string {
  const state = sqlState(error);
  const message = error instanceof Error ? error.message : String(error);
  return state === undefined ? message : `${message} (${state})`;
}

/** Sends problem details, with the headers for the status. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  // A handler may have set it before its work was rolled back, so it would point to a missing record.
  void reply.removeHeader('location');
  if (problem.status === 503) void reply.header('retry-after', '5');
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="skilltrace"');
  // Sent as bytes: for text Fastify would add a charset, which this media type does not have (RFC 9457).
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}
